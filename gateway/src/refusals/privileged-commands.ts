// Which commands of an operation are refused for the lack of a role that few have.
import { type Condition, type FieldAccess, roleOf } from '../access/field-access.js'
import type { AskedField } from '../execution/asked-fields.js'

/** The names of the mutations, and the rules that refuse them, each once. */
export interface RefusedCommands {
  readonly commands: readonly string[]
  readonly rules: readonly string[]
}

const PRIVILEGED: ReadonlySet<string | null> = new Set(['EMPLOYEE', 'ADMIN'])

const asksPrivilege = (condition: Condition): boolean => PRIVILEGED.has(roleOf(condition))

/** Whether nobody may without such a role; what its owner may do as well is no privilege. */
const isPrivileged = ({ alternatives }: FieldAccess): boolean =>
  alternatives.length > 0 && alternatives.every((conditions) => conditions.some(asksPrivilege))

const nameOf = (coordinate: string): string => coordinate.slice(coordinate.indexOf('.') + 1)

/** `fields`: those of the root of a mutation, as the caller is given them. Null: none of them is refused so. */
export function refusedCommandsOf(fields: readonly AskedField[]): RefusedCommands | null {
  const refused = fields.flatMap((field) =>
    field.kind === 'refused' && isPrivileged(field.access)
      ? [{ command: nameOf(field.coordinate), rule: field.access.rule }]
      : [],
  )
  if (refused.length === 0) return null
  return {
    commands: [...new Set(refused.map(({ command }) => command))],
    rules: [...new Set(refused.map(({ rule }) => rule))],
  }
}
