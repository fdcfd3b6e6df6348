import type { RequestHandler } from 'express'
import multer from 'multer'

const largestBytes = 5 * 1024 * 1024

/** Takes a multipart body apart: fields nested by their brackets, and the one file `image`, in memory. */
export const multipart = (): RequestHandler =>
  multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: largestBytes, files: 1, fields: 200 },
  }).single('image')
