import type { RequestHandler } from 'express'
import multer from 'multer'
import { invalid } from './problem.js'

const largestBytes = 5 * 1024 * 1024

/**
 * Takes a multipart body apart: fields nested by their brackets, and the one file `image`, in memory.
 * A body that makes no sense counts as an empty one.
 */
export const multipart = (): RequestHandler => {
  const limits = { fileSize: largestBytes, files: 1, fields: 200, fieldSize: 64 * 1024 }
  const read = multer({ storage: multer.memoryStorage(), limits }).single('image')
  return (req, res, next) =>
    read(req, res, (error: unknown) => {
      if (error instanceof multer.MulterError)
        return next(invalid({ image: ['The image field must be one file of at most 2048 kilobytes.'] }))
      if (error) req.body = {}
      next()
    })
}
