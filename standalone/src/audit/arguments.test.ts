import { describe, expect, it } from '@jest/globals'
import { readArguments } from './arguments.js'

describe('readArguments', () => {
  it.each([
    ['show payment:1', { command: 'show', stream: 'payment:1', json: false }],
    ['--json show cart:user:7', { command: 'show', stream: 'cart:user:7', json: true }],
    ['tail', { command: 'tail', from: null, json: false }],
    ['tail --from 12 --json', { command: 'tail', from: 12n, json: true }],
    ['reconcile', { command: 'reconcile', json: false }],
    ['settle', { command: 'settle', json: false }],
    ['verify --json', { command: 'verify', json: true }],
  ])('takes %s', (text, wanted) => {
    expect(readArguments(text.split(' '))).toEqual(wanted)
  })

  it.each([
    '',
    'look',
    'show',
    'show a b',
    'tail 3',
    'tail --from 0',
    'tail --from x',
    'verify --from 3',
    'settle --fast',
  ])('takes no "%s"', (text) => {
    expect(readArguments(text.split(' ').filter((word) => word !== ''))).toBeNull()
  })
})
