/** Which amounts Stripe charges in which currency. Source: docs.stripe.com/currencies. */
import { badParameter, StripeFault } from './fault.js'

const CURRENCIES = new Set(
  (
    'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf ' +
    'clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf ' +
    'idr ils inr isk jmd jpy kes kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur ' +
    'mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr ' +
    'sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof ' +
    'xpf yer zar zmw bhd jod kwd omr tnd'
  ).split(' '),
)

/** In minor units; a currency without an entry has no minimum of its own here. */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
}

/** Three-decimal currencies end in 0, and two that lost their cents are still sent with them. */
const STEP: Readonly<Record<string, number>> = {
  bhd: 10,
  jod: 10,
  kwd: 10,
  omr: 10,
  tnd: 10,
  isk: 100,
  ugx: 100,
}

const MAXIMUM = 99_999_999

/** The lower-case code, or a refusal. */
export function parseCurrency(text: string): string {
  const code = text.toLowerCase()
  if (CURRENCIES.has(code)) return code
  throw new StripeFault(400, { message: `Invalid currency: ${text}.`, param: 'currency' })
}

/** Refuses an amount in minor units that Stripe would not charge. */
export function checkAmount(amount: number, currency: string): void {
  const minimum = MINIMUM[currency] ?? 1
  const step = STEP[currency] ?? 1
  if (amount < minimum) {
    const message = `Amount must be at least ${minimum} ${currency}, in the currency's minor units`
    throw badParameter('amount', 'amount_too_small', message)
  }
  if (amount > MAXIMUM) {
    throw badParameter('amount', 'amount_too_large', `Amount must be no more than ${MAXIMUM} ${currency}`)
  }
  if (amount % step !== 0) {
    throw new StripeFault(400, {
      message: `Amount in ${currency} must be a multiple of ${step}`,
      param: 'amount',
    })
  }
}
