import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { startTestDouble, stripeClient, WEBHOOK_SECRET } from './testing/test-double.js'
import { startWebhookReceiver } from './testing/webhook-receiver.js'

const onClose = cleanUpAfterEach()
const price = { amount: 1999, currency: 'eur' } as const
let dataDir: string
let journal: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stripe-double-'))
  journal = join(dataDir, 'stripe-double.jsonl')
  onClose(() => rm(dataDir, { recursive: true }))
})

async function start(options: Parameters<typeof startTestDouble>[0] = {}) {
  const double = await startTestDouble({ dataDir, retryDelaysMs: [5], ...options })
  onClose(double.close)
  return double
}

describe('after a restart', () => {
  it('intents, refunds, payment methods, events and idempotent answers are there', async () => {
    const before = await start()
    const paid = await before.stripe.paymentIntents.create({ ...price, payment_method: 'pm_card_visa' })
    const open = await before.stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    await before.close()

    const after = await start()
    expect((await after.stripe.paymentIntents.confirm(paid.id)).status).toBe('succeeded')
    await after.stripe.refunds.create({ payment_intent: paid.id, amount: 1000 })
    const again = await after.stripe.paymentIntents.create(price, { idempotencyKey: 'order-1' })
    expect(again.id).toBe(open.id)
    await after.close()

    const last = await start()
    expect((await last.stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(1)
    expect((await last.stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([open.id, paid.id])
    expect((await last.stripe.events.list()).data).toHaveLength(5)
  })

  it('a webhook that was not taken comes again, and one that was taken does not', async () => {
    const receiver = await startWebhookReceiver([200, 500])
    onClose(receiver.close)
    const before = await start({ webhookUrl: receiver.url, retryDelaysMs: [3_600_000] })
    await before.stripe.paymentIntents.create(price)
    const taken = await receiver.next()
    await before.stripe.paymentIntents.create(price)
    const refused = await receiver.next()
    await before.close()

    const after = await start({ webhookUrl: receiver.url })
    expect((await receiver.next()).event.id).toBe(refused.event.id)
    expect(await after.stripe.events.retrieve(taken.event.id)).toMatchObject({ pending_webhooks: 0 })
    await after.stripe.paymentIntents.create(price)
    expect([taken.event.id, refused.event.id]).not.toContain((await receiver.next()).event.id)
  })
})

describe('the journal', () => {
  it('loses nothing that was answered when the process is killed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url))], {
      env: { PORT: '0', DATA_DIR: dataDir, STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onClose(async () => child.kill('SIGKILL'))
    const [line] = await once(createInterface(child.stdout), 'line')
    const stripe = stripeClient(JSON.parse(String(line)).url)
    const intents = await Promise.all(Array.from({ length: 20 }, () => stripe.paymentIntents.create(price)))
    const paid = await stripe.paymentIntents.confirm(String(intents[0]?.id), {
      payment_method: 'pm_card_visa',
    })
    child.kill('SIGKILL')
    await once(child, 'exit')

    const after = await start()
    expect((await after.stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(20)
    expect((await after.stripe.paymentIntents.retrieve(paid.id)).status).toBe('succeeded')
  })

  it('is read up to a torn last line, and goes on from there', async () => {
    const before = await start()
    const kept = await before.stripe.paymentIntents.create(price)
    await before.close()
    await appendFile(journal, '[{"kind":"intent","int')

    const after = await start()
    const added = await after.stripe.paymentIntents.create(price)
    await after.close()
    const last = await start()
    expect((await last.stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([added.id, kept.id])
  })

  it('is refused with its path when it is damaged in the middle', async () => {
    const before = await start()
    await before.stripe.paymentIntents.create(price)
    await before.close()
    await writeFile(journal, `damage\n${await readFile(journal, 'utf8')}`)
    await expect(start()).rejects.toThrow(/stripe-double\.jsonl: line 1 is damaged/)
  })
})
