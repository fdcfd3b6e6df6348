// Every text of an error that a client can read stands in the catalogues of packages/service-kit/src/messages.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { CodedError, MESSAGES } from '@ticketing/service-kit'
import { errorClasses, type Makers, textsOf } from './source-texts.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const NO_SOURCE =
  /(^|\/)(dist|node_modules|testing|generated)\/|\.(test|fixture)\.ts$|service-kit\/src\/messages\//

/** Functions that are handed the text of an error, or of a field of one. */
const HANDED_ON = [
  ['absent', 'of a text'],
  ['carriedOutUnseen', 'of a text'],
  ['refuseFaults', 'perhaps of a text'],
] as const
/** Where errors are made whose texts stand in other files: in their class, or with a function above. */
const WITHOUT_TEXTS = [
  'gateway/src/execution/http-transport.ts',
  'gateway/src/execution/with-deadline.ts',
  'gateway/src/http/routes/routes.ts',
  'gateway/src/supergraph/subgraph-fetch.ts',
  'subgraphs/payments/src/backend/answered.ts',
  'subgraphs/ticketing/src/after-command.ts',
  'subgraphs/ticketing/src/carried-out-unseen.ts',
]

const sources = ['gateway/src', 'packages', 'subgraphs'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\/src\/.*\.ts$/.test(file.replace(/^gateway/, '/gateway')) && !NO_SOURCE.test(file))
    .map((file) => ({ file, source: readFileSync(root + file, 'utf8') })),
)
const classes = errorClasses(sources.map(({ source }) => source))
const makers: Makers = new Map([...[...classes].map((name) => [name, 'of a text'] as const), ...HANDED_ON])
const files = sources.map(({ file, source }) => ({ file, ...textsOf(source, makers) }))
const readByClients = files.flatMap(({ file, direct, indirect, sentences }) =>
  [...new Set(indirect ? [...direct, ...sentences] : direct)].map((text) => ({ file, text })),
)

const isTranslated = (text: string, language: keyof typeof MESSAGES) =>
  Object.hasOwn(MESSAGES[language], text)
/** A text about one field is filled where it is found, so it is known by its form. */
const isFieldText = (text: string, language: keyof typeof MESSAGES) => {
  const fields = { field: [text.replaceAll('{}', '7')] }
  const error = new CodedError('BAD_USER_INPUT', '', { extensions: { fields } })
  return JSON.stringify(error.extensionsIn(language)) !== JSON.stringify({ fields })
}
const holesOf = (text: string) => [...new Set(text.match(/\{\w*\}/g))].sort()
const withoutNames = (text: string) => text.replace(/\{\w*\}/g, '{}')

describe('the texts that clients read', () => {
  it('are found in the sources', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(classes).toContain('FieldsRefused')
    expect(readByClients.length).toBeGreaterThan(100)
    expect(readByClients.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Sign in to see this.',
        'first must be between 1 and 100.',
        'There are not enough places left.',
        'It must have at most {} characters.',
      ]),
    )
  })

  it('stand where they can be found', () => {
    const unknown = files.filter(({ indirect, sentences }) => indirect && sentences.length === 0)
    expect(unknown.map(({ file }) => file).filter((file) => !WITHOUT_TEXTS.includes(file))).toEqual([])
  })

  it.each(['fr', 'de'] as const)('are all translated: %s', (language) => {
    const missing = readByClients.filter(
      ({ text }) => !isTranslated(text, language) && !isFieldText(text, language),
    )
    expect(missing).toEqual([])
  })

  it.each(['fr', 'de'] as const)('are all still said: %s', (language) => {
    const said = new Set(files.flatMap(({ all }) => all).map(withoutNames))
    expect(Object.keys(MESSAGES[language]).filter((text) => !said.has(withoutNames(text)))).toEqual([])
  })

  it.each(['fr', 'de'] as const)('keep their holes: %s', (language) => {
    const broken = Object.entries(MESSAGES[language]).filter(
      ([text, translation]) => holesOf(text).join() !== holesOf(translation).join(),
    )
    expect(broken).toEqual([])
  })
})
