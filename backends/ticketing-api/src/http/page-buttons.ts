import { lastPage, type Page, pageLinks } from './pages.js'

interface Button {
  readonly url: string | null
  readonly label: string
  readonly active: boolean
}

/** Pages shown either side of the current one before the row is shortened. */
const near = 3

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The numbers of the row; null stands for dots. Up to 13 pages all are shown. */
const shownNumbers = (current: number, last: number): (number | null)[] => {
  if (last < near * 2 + 8) return range(1, last)
  if (current <= near * 2 + 1) return [...range(1, near * 2 + 4), null, last - 1, last]
  if (current > last - (near * 2 + 1)) return [1, 2, null, ...range(last - (near * 2 + 3), last)]
  return [1, 2, null, ...range(current - near, current + near), null, last - 1, last]
}

/** The row of page buttons that the list of payments carries in its meta. */
export const pageButtons = (url: string, page: Page, total: number): Button[] => {
  const { prev, next } = pageLinks(url, page, total)
  const numbers = shownNumbers(page.number, lastPage(page, total)).map((number) =>
    number === null
      ? { url: null, label: '...', active: false }
      : { url: `${url}?page=${number}`, label: String(number), active: number === page.number },
  )
  return [
    { url: prev, label: '&laquo; Previous', active: false },
    ...numbers,
    { url: next, label: 'Next &raquo;', active: false },
  ]
}
