import { generateURI, verifySync } from 'otplib'

const issuer = 'Paris 2024 Tickets'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** One step of thirty seconds before and after still counts. */
const toleranceSeconds = 30

/** 32 characters of base32, 160 bits. */
export const newSecret = (bytes: (size: number) => Buffer): string =>
  [...bytes(32)].map((byte) => alphabet[byte % alphabet.length]).join('')

/** What an authenticator app reads from a QR code. */
export const toOtpAuthUrl = (email: string, secret: string): string =>
  generateURI({ issuer, label: email, secret })

export const codeHolds = (secret: string, code: unknown, now: Date): boolean => {
  const token = String(code)
  if (!/^\d{6}$/.test(token)) return false
  const epoch = Math.floor(now.getTime() / 1000)
  return verifySync({ secret, token, epoch, epochTolerance: toleranceSeconds }).valid
}
