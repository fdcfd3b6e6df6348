import { z } from 'zod'

/** How the stand-in runs. Every field is plain data, so it can be handed over a process border. */
export interface TicketingApiSettings {
  /** TCP port; 0 takes a free one. */
  readonly port: number
  readonly host: string
  /** A PostgreSQL connection URL. The stand-in creates its tables there. */
  readonly databaseUrl: string
  /** Folder for PDFs, QR codes, pictures and mails. */
  readonly dataDir: string
  readonly stripeSecretKey: string
  /** Where Stripe (or its double) answers, without `/v1`. */
  readonly stripeApiBase: string
  /** Signs and checks the `Stripe-Signature` header of the webhook. */
  readonly webhookSecret: string
  /** Where people are sent after they followed a link from an e-mail. */
  readonly frontendUrl: string
  /** Origin of the links in e-mails; without it, the host the request was sent to. */
  readonly appUrl?: string | undefined
  /** Requests a minute and client address that register, login, forgot, reset and resend share. */
  readonly throttlePerMinute: number
  /** True removes all locks, so that parallel calls race as they do on the existing backend. */
  readonly faithfulRaces: boolean
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((text) => text === '1' || text === 'true')

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4001),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATA_DIR: z.string().min(1).default('.data/ticketing-api'),
  STRIPE_SECRET_KEY: z.string().min(1).default('sk_test_demo'),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4002'),
  TICKETING_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  FRONTEND_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOGIN_THROTTLE: z.coerce.number().int().min(1).default(5),
  FAITHFUL_RACES: flag,
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
})

/**
 * Reads the settings from the environment.
 * @throws an Error whose message lists every fault, one a line.
 */
export const loadSettings = (env: NodeJS.ProcessEnv = process.env): TicketingApiSettings => {
  const parsed = schema.safeParse(env)
  const webhookSecret = env.TICKETING_WEBHOOK_SECRET ?? env.STRIPE_WEBHOOK_SECRET
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`)
  if (!webhookSecret) faults.push('TICKETING_WEBHOOK_SECRET: is missing')
  if (!parsed.success || !webhookSecret) throw new Error(faults.join('\n'))
  const v = parsed.data
  return Object.freeze({
    port: v.PORT,
    host: v.HOST,
    databaseUrl: v.DATABASE_URL,
    dataDir: v.DATA_DIR,
    stripeSecretKey: v.STRIPE_SECRET_KEY,
    stripeApiBase: v.STRIPE_API_BASE,
    webhookSecret,
    frontendUrl: v.FRONTEND_URL,
    appUrl: v.APP_URL,
    throttlePerMinute: v.LOGIN_THROTTLE,
    faithfulRaces: v.FAITHFUL_RACES,
    log: v.LOG_LEVEL,
  })
}
