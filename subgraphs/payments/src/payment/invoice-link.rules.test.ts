import { describe, expect, it } from '@jest/globals'
import { invoiceLink } from './invoice-link.rules.js'

describe('the link to an invoice', () => {
  it('is there once the payment is paid, on the gateway', () => {
    const link = (status: 'PAID' | 'REFUNDED' | 'PENDING' | 'FAILED') =>
      invoiceLink('https://tickets.test', { status, fileName: 'invoice_1.pdf' })
    expect(link('PAID')).toBe('https://tickets.test/files/invoices/invoice_1.pdf')
    expect(link('REFUNDED')).toBe(link('PAID'))
    expect([link('PENDING'), link('FAILED')]).toEqual([null, null])
  })

  it('is not there without a file name', () => {
    expect(invoiceLink('https://tickets.test', { status: 'PAID', fileName: null })).toBeNull()
  })
})
