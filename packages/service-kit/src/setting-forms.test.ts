import { describe, expect, it } from '@jest/globals'
import { databaseUrl, httpUrl, logLevel, redisUrl } from './setting-forms.js'

describe('the form of a setting', () => {
  it('takes the slash off the end of an http URL', () => {
    expect(httpUrl.parse('https://backend.example/prefix/')).toBe('https://backend.example/prefix')
  })

  it.each([
    ['http', httpUrl, 'ftp://backend.example', 'must be an http or https URL'],
    ['database', databaseUrl, 'mysql://db.example/x', 'must be a postgres URL'],
    ['Redis', redisUrl, 'http://redis.example', 'must be a redis or rediss URL'],
  ])('refuses another %s URL, and says which it wants', (_what, form, given, text) => {
    expect(form.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([text])
  })

  it('knows the levels of the log, and no other', () => {
    expect(['silent', 'info', 'loud'].map((level) => logLevel.safeParse(level).success)).toEqual([
      true,
      true,
      false,
    ])
  })
})
