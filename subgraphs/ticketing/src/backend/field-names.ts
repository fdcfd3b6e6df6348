// The backend's 422 names its own fields; clients know ours.
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'

/** By field, what is wrong with it. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>

/** BAD_USER_INPUT whose `fields` are named as in the inputs of the graph. */
export class FieldsRefused extends CodedError {
  readonly fields: FieldFaults

  constructor(fields: FieldFaults, cause?: unknown) {
    super('BAD_USER_INPUT', 'Some of the values are not accepted.', { extensions: { fields }, cause })
    this.name = 'FieldsRefused'
    this.fields = fields
  }
}

/** The answer; a 422 of it with its fields renamed by `names` (those of no name keep theirs). */
export async function withFieldNames<T>(
  names: Readonly<Record<string, string>>,
  answer: Promise<T>,
): Promise<T> {
  try {
    return await answer
  } catch (fault) {
    if (!(fault instanceof BackendError) || fault.status !== 422) throw fault
    const { fields } = fault.extensions as { readonly fields?: FieldFaults }
    if (fields === undefined) throw fault
    const renamed = Object.entries(fields).map(([field, texts]) => [names[field] ?? field, texts])
    throw new FieldsRefused(Object.fromEntries(renamed), fault)
  }
}

/** Whether a command was refused because somebody has this address already. */
export const isEmailTaken = (fault: unknown): boolean =>
  fault instanceof FieldsRefused &&
  (fault.fields.email ?? []).some((text) => text.includes('already been taken'))
