import { scrypt, timingSafeEqual } from 'node:crypto'

/** Low on purpose: sign-in must stay cheap, and only made-up accounts live here. */
const cost = { N: 4096, r: 8, p: 1 }
const keyBytes = 32

const derive = (password: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** `<salt>$<key>`, the key in hex. */
export const hashPassword = async (password: string, salt: string): Promise<string> =>
  `${salt}$${(await derive(password, salt)).toString('hex')}`

export const passwordMatches = async (password: string, hash: string): Promise<boolean> => {
  const [salt = '', key = ''] = hash.split('$')
  const known = Buffer.from(key, 'hex')
  return known.length === keyBytes && timingSafeEqual(known, await derive(password, salt))
}
