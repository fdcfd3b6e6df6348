// Texts with holes, `{name}`: filled to be read, and found again in a text that was filled elsewhere.

/** What fills the holes of a text. */
export type MessageValues = Readonly<Record<string, string | number>>

const HOLE = /\{(\w+)\}/g

/** The text with its holes filled; a hole without a value stays as it is. */
export function fillTemplate(template: string, values: MessageValues): string {
  return template.replace(HOLE, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  )
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

// A hole that stands twice must have been filled twice with the same.
function holePattern(name: string, index: number, parts: readonly string[]): string {
  return parts.indexOf(name) === index ? `(?<${name}>.+?)` : `\\k<${name}>`
}

/** Reads the values out of a filled text; null where it is another text. */
export function templateReader(template: string): (text: string) => MessageValues | null {
  const parts = template.split(HOLE)
  const names = parts.map((part, index) => (index % 2 === 1 ? part : ''))
  const pattern = parts
    .map((part, index) => (index % 2 === 0 ? escaped(part) : holePattern(part, index, names)))
    .join('')
  const form = new RegExp(`^${pattern}$`, 's')
  return (text) => {
    const match = form.exec(text)
    return match === null ? null : { ...match.groups }
  }
}
