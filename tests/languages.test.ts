// One negotiation of the language for the whole request: whoever says no, says it in the client's language.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const WISHES = [
  { wish: undefined, language: 'en' },
  { wish: 'es, en;q=0.4', language: 'en' },
  { wish: 'fr-CA, en;q=0.5', language: 'fr' },
  { wish: 'en;q=0.2, de;q=0.9', language: 'de' },
] as const
type Texts = Readonly<Record<'en' | 'fr' | 'de', string>>

let platform: Platform
let token: string

beforeAll(async () => {
  platform = await startPlatform('in one process')
  token = (await signIn(platform.url, 'user@example.test')).token ?? ''
})
afterAll(() => platform.close())

describe.each(WISHES)('a client that wishes $wish', ({ wish, language }) => {
  const headers: Record<string, string> = wish === undefined ? {} : { 'accept-language': wish }
  const fileAt = (path: string, own: Record<string, string> = {}) =>
    fetch(`${platform.url}${path}`, { headers: { ...headers, ...own } })

  function expectLanguage(answer: Headers): void {
    expect(answer.get('content-language')).toBe(language)
    expect(answer.get('vary')).toMatch(/\baccept-language\b/)
  }
  async function expectRefusal(response: Response, status: number, texts: Texts): Promise<void> {
    const { errors } = (await response.json()) as { errors: { message: string }[] }
    expect(response.status).toBe(status)
    expect(errors).toMatchObject([{ message: texts[language] }])
    expectLanguage(response.headers)
  }

  it('reads the refusal of a subgraph', async () => {
    const { errors, headers: answered } = await person(platform.url, { headers }).try(
      '{ products(filter: { date: "soon" }) { totalCount } }',
    )
    expect(errors?.map(({ message }) => message)).toEqual([
      {
        en: 'date is a day written as YYYY-MM-DD.',
        fr: 'date doit être une date écrite sous la forme AAAA-MM-JJ.',
        de: 'date muss ein Tag in der Form JJJJ-MM-TT sein.',
      }[language],
    ])
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', service: 'ticketing' })
    expectLanguage(answered)
  })

  it('reads what the backend says of the fields of an input', async () => {
    const { errors } = await person(platform.url, { headers, token }).try(
      'mutation { changeEmail(email: "two,three@example.test") { __typename } }',
    )
    expect(errors).toMatchObject([
      {
        message: {
          en: 'Some of the values are not accepted.',
          fr: 'Certaines valeurs ne sont pas acceptées.',
          de: 'Einige der Angaben werden nicht angenommen.',
        }[language],
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: {
            email: [
              {
                en: 'The email field must be a valid email address.',
                fr: 'Indiquez une adresse e-mail valide.',
                de: 'Bitte geben Sie eine gültige E-Mail-Adresse an.',
              }[language],
            ],
          },
        },
      },
    ])
  })

  it('reads the refusal of the front door', async () => {
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: '{"query":"{ __typename }"}',
    })
    await expectRefusal(response, 401, {
      en: 'The session is invalid or has ended; sign in again.',
      fr: 'La session est invalide ou terminée. Veuillez vous reconnecter.',
      de: 'Die Sitzung ist ungültig oder beendet. Bitte melden Sie sich wieder an.',
    })
  })

  it('reads how far an operation may go', async () => {
    const roots = Array.from({ length: 21 }, (_, index) => `a${index}: __typename`).join(' ')
    const { errors } = await person(platform.url, { headers }).try(`{ ${roots} }`)
    expect(errors).toMatchObject([
      {
        message: {
          en: 'The operation has too many fields at its root (21, at most 20).',
          fr: 'L’opération a trop de champs à sa racine (21, au plus 20).',
          de: 'Die Operation hat zu viele Felder auf oberster Ebene (21, höchstens 20).',
        }[language],
        extensions: { code: 'OPERATION_TOO_COMPLEX', found: 21, allowed: 20 },
      },
    ])
  })

  it('reads the refusal of a file', async () => {
    await expectRefusal(await fileAt('/files/tickets/none.pdf'), 401, {
      en: 'Sign in to see this file.',
      fr: 'Connectez-vous pour voir ce fichier.',
      de: 'Bitte melden Sie sich an, um diese Datei zu sehen.',
    })
    const own = { authorization: `Bearer ${token}` }
    await expectRefusal(await fileAt('/files/tickets/none.pdf', own), 404, {
      en: 'There is no such file.',
      fr: 'Ce fichier n’existe pas.',
      de: 'Diese Datei gibt es nicht.',
    })
  })

  it('reads of a product what the backend keeps in that language', async () => {
    const { product } = await person(platform.url, { headers }).ask<{ product: { name: string } }>(
      '{ product(id: 1) { name } }',
    )
    const kept = await fetch(`${platform.ticketingApiUrl}/api/products/1`, {
      headers: { accept: 'application/json', 'accept-language': language },
    })
    expect(await kept.text()).toContain(JSON.stringify(product.name))
  })
})
