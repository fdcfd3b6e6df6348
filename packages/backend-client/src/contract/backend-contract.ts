// The contract of the backend's answers, as `npm run generate` writes it to schema/backend-contract.json.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const shape = z.record(z.string(), z.string())

const contractFile = z.object({
  operations: z.record(z.string(), z.record(z.string(), z.string().nullable())),
  shapes: z.record(z.string(), shape),
})

/**
 * Types by the path of a field: `"data[].date": "string|null"`. `$` is the whole, `[]` any element, `*` any key; a
 * field with `absent` among its types may be left out; `any` is not looked into.
 */
export type Shape = Readonly<z.infer<typeof shape>>

export interface BackendContract {
  /** By `GET /api/products` and status: the name of a shape, a media type for a file, null for no content. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly shapes: Readonly<Record<string, Shape>>
}

/** @throws Error when the file cannot be read or is no contract */
export async function loadBackendContract(file: URL): Promise<BackendContract> {
  const found = contractFile.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!found.success) throw new Error(`${file.pathname} is not a contract of the backend`)
  return found.data
}

/** The shape of one answer; null where the contract knows none: another status, a file, no content. */
export function shapeOfAnswer(contract: BackendContract, operation: string, status: number): Shape | null {
  const name = contract.operations[operation]?.[status]
  return name == null ? null : (contract.shapes[name] ?? null)
}
