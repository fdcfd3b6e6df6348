import { describe, expect, it } from '@jest/globals'
import { invoicePath } from './invoice-link.rules.js'

describe('the path of an invoice', () => {
  it('is there once the payment is paid', () => {
    const path = (status: 'PAID' | 'REFUNDED' | 'PENDING' | 'FAILED') =>
      invoicePath({ status, fileName: 'invoice_1.pdf' })
    expect(path('PAID')).toBe('/files/invoices/invoice_1.pdf')
    expect(path('REFUNDED')).toBe(path('PAID'))
    expect([path('PENDING'), path('FAILED')]).toEqual([null, null])
  })

  it('is not there without a file name', () => {
    expect(invoicePath({ status: 'PAID', fileName: null })).toBeNull()
  })
})
