import { parse } from 'node:querystring'
import type { Request } from 'express'
import { type Input, toInput } from './input.js'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // A broken body counts as an empty one: the rules then name what is missing.
    return {}
  }
}

/** The bytes as received; the webhook's signature is made over these. */
export const rawBody = (req: Request): Buffer => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0))

/** Reads a JSON or form body. A multipart body has been taken apart before. */
export const readBody = (req: Request): Input => {
  if (!Buffer.isBuffer(req.body)) return toInput(req.body)
  const type = req.headers['content-type'] ?? ''
  const text = req.body.toString('utf8')
  if (/[/+]json/.test(type)) return toInput(parseJson(text))
  return /x-www-form-urlencoded/.test(type) ? toInput({ ...parse(text) }) : {}
}
