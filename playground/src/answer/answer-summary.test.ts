import { describe, expect, it } from '@jest/globals'
import { summarize } from './answer-summary.js'
import { kindOf, labelOf } from './file-label.js'
import { findFiles } from './find-files.js'

const BASE = 'https://tickets.example'

describe('findFiles', () => {
  it('finds each file of the gateway once, says how it opens, and points to this origin', () => {
    const data = {
      me: {
        tickets: {
          nodes: [
            {
              pdfUrl: `${BASE}/files/tickets/ticket_1.pdf`,
              qrUrl: `${BASE}/files/qr/qr_1.png`,
              download: { url: `${BASE}/files/tickets/ticket_1.pdf?link=abc` },
            },
            { pdfUrl: `${BASE}/files/tickets/ticket_1.pdf` },
          ],
        },
      },
      product: { imageUrl: `${BASE}/files/product-images/final.svg` },
    }
    const found = findFiles(data)
    expect(found.map(({ href, access }) => [href, access])).toEqual([
      ['/files/tickets/ticket_1.pdf', 'private'],
      ['/files/qr/qr_1.png', 'private'],
      ['/files/tickets/ticket_1.pdf?link=abc', 'signed'],
      ['/files/product-images/final.svg', 'picture'],
    ])
    expect(found.map((file) => `${kindOf(file)} ${labelOf(file)}`)).toEqual([
      'PDF tickets 1',
      'QR code tickets 1',
      'PDF tickets 1',
      'Picture product',
    ])
  })

  it.each([
    `${BASE}/elsewhere/ticket.pdf`,
    'javascript:alert(1)//files/tickets/a.pdf',
    'see /files/tickets/a.pdf for more',
    `${BASE}/files/tickets/`,
    42,
    null,
  ])('takes %p for no file', (value) => {
    expect(findFiles({ value })).toEqual([])
  })
})

describe('summarize', () => {
  it('names each error by its code and place', () => {
    const body = {
      data: null,
      errors: [
        { message: 'No.', path: ['users', 0, 'email'], extensions: { code: 'FORBIDDEN' } },
        { message: 'What?' },
      ],
    }
    const reply = { status: 200, milliseconds: 3, bytes: 9, requestId: 'r', guestCartId: null, body }
    expect(summarize(reply).errors).toEqual([
      { code: 'FORBIDDEN', message: 'No.', place: 'users.0.email' },
      { code: 'NO_CODE', message: 'What?', place: '' },
    ])
  })
})
