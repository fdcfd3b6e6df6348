// Reads the texts of errors out of source files, with no more of a parser than that needs.

/** One string of a source file. A template's `${…}` are read as holes without a name, `{}`. */
interface Literal {
  readonly text: string
  readonly start: number
  readonly end: number
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|(?<=[(,=:[!&|?{};\n]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g

const unescaped = (text: string): string => text.replace(/\\(['"`\\])/g, '$1')

function literalsOf(source: string): readonly Literal[] {
  return [...source.matchAll(TOKEN)]
    .filter(([token]) => !token.startsWith('/'))
    .map(({ 0: token, index }) => ({
      text: unescaped(token.slice(1, -1)).replace(/\$\{[^}]*\}/g, '{}'),
      start: index,
      end: index + token.length,
    }))
}

/** The same length, with every string and comment blank, so that brackets can be counted. */
const withoutTexts = (source: string): string =>
  source.replace(TOKEN, (token) => token.replace(/[^\n]/g, ' '))

const isSentence = (text: string): boolean => /\s/.test(text) && /[.]$/.test(text)

/** Where the bracket that opens at `open` is closed. */
function endOf(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at += 1) {
    const character = code[at] ?? ''
    if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    if (depth === 0) return at
  }
  return code.length
}

/** The classes that are CodedErrors, by their names. */
export function errorClasses(sources: readonly string[]): ReadonlySet<string> {
  const pairs = sources.flatMap((source) =>
    [...source.matchAll(/class (\w+) extends (\w+)/g)].map(([, name = '', base = '']) => ({ name, base })),
  )
  const found = new Set(['CodedError'])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { name, base } of pairs) if (found.has(base)) found.add(name)
  }
  return found
}

export interface TextsOfFile {
  /** Written right where an error is made; a text that comes from elsewhere is not among them. */
  readonly direct: readonly string[]
  /** Whether an error is made whose text is written elsewhere. */
  readonly indirect: boolean
  /** Every sentence of the file, but for those that operators read. */
  readonly sentences: readonly string[]
  /** Every string of the file. */
  readonly all: readonly string[]
}

/** What makes errors, by name: classes, and functions that are handed an error's text. */
export type Makers = ReadonlyMap<string, 'of a text' | 'perhaps of a text'>

export function textsOf(source: string, makers: Makers): TextsOfFile {
  const code = withoutTexts(source)
  const literals = literalsOf(source)
  const sentences = literals.filter(
    ({ start, text }) =>
      isSentence(text) && !/\b(operatorMessage|description):\s*$/.test(source.slice(0, start)),
  )
  const calls = [...code.matchAll(/(?<=\bnew )(\w+)\(|(?<!function |\bnew |\.)\b(\w+)\(/g)].flatMap(
    ({ 0: match, 1: built, 2: called, index }) => {
      const maker = makers.get(built ?? called ?? '')
      const open = index + match.length - 1
      const end = endOf(code, open)
      const texts = sentences.filter(({ start }) => start > open && start < end)
      return maker === undefined ? [] : [{ texts, isIndirect: maker === 'of a text' && texts.length === 0 }]
    },
  )
  return {
    direct: calls.flatMap(({ texts }) => texts.map(({ text }) => text)),
    indirect: calls.some(({ isIndirect }) => isIndirect),
    sentences: sentences.map(({ text }) => text),
    all: literals.map(({ text }) => text),
  }
}
