// An example is a .graphql file: its first comment is the title, the comments after it say more, `# Variables:` gives
// what stands in the variables editor and is left out of the operation. All else is shown word for word.

export interface Example {
  readonly title: string
  readonly note: string
  readonly query: string
  /** JSON, or empty. */
  readonly variables: string
}

const VARIABLES = /^Variables:\s*/
const VARIABLES_LINE = /^# Variables:.*\n/m

function leadingComments(text: string): readonly string[] {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines.slice(0, end === -1 ? lines.length : end).map((line) => line.slice(1).trim())
}

export function parseExample(text: string): Example {
  const [title = '', ...others] = leadingComments(text)
  const given = others.find((line) => VARIABLES.test(line))?.replace(VARIABLES, '')
  return {
    title: title.replace(/\.$/, ''),
    note: others.filter((line) => !VARIABLES.test(line)).join(' '),
    query: text.replace(VARIABLES_LINE, ''),
    variables: given === undefined ? '' : JSON.stringify(JSON.parse(given), null, 2),
  }
}
