import { describe, expect, it } from '@jest/globals'
import { pageButtons } from './page-buttons.js'

const labels = (number: number, pages: number) =>
  pageButtons('http://host/p', { number, size: 1 }, pages)
    .slice(1, -1)
    .map((button) => button.label)
    .join(' ')

describe('the row of page buttons', () => {
  it('shows up to thirteen pages whole', () => {
    expect(labels(1, 3)).toBe('1 2 3')
    expect(labels(9, 13)).toBe('1 2 3 4 5 6 7 8 9 10 11 12 13')
  })

  it('is shortened around the current page', () => {
    expect(labels(1, 46)).toBe('1 2 3 4 5 6 7 8 9 10 ... 45 46')
    expect(labels(20, 46)).toBe('1 2 ... 17 18 19 20 21 22 23 ... 45 46')
    expect(labels(46, 46)).toBe('1 2 ... 37 38 39 40 41 42 43 44 45 46')
  })

  it('has arrows that lead nowhere at the ends', () => {
    const buttons = pageButtons('http://host/p', { number: 1, size: 10 }, 0)
    expect(buttons).toEqual([
      { url: null, label: '&laquo; Previous', active: false },
      { url: 'http://host/p?page=1', label: '1', active: true },
      { url: null, label: 'Next &raquo;', active: false },
    ])
  })
})
