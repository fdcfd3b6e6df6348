import { describe, expect, it } from '@jest/globals'
import pg from 'pg'

describe('the database of the run', () => {
  it('is a PostgreSQL 18 whose superuser may make databases', async () => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
    await client.connect()
    const { rows } = await client.query(
      "SELECT rolcreatedb, current_setting('server_version_num')::int / 10000 AS major FROM pg_roles WHERE rolname = current_user",
    )
    await client.end()
    expect(rows).toEqual([{ rolcreatedb: true, major: 18 }])
  })
})
