import { describe, expect, it } from '@jest/globals'
import { addressKey } from './address-key.js'

describe('addressKey', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    [null, 'unknown'],
  ])('counts %s as %s', (address, key) => expect(addressKey(address)).toBe(key))
})
