// The schema must read well without the code: everything that a client can name is described.
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

interface Described {
  readonly name: string
  readonly description?: string | null | undefined
}

/** What has no description, such as `Product.name` or `Role.ADMIN`. */
export function undescribed(schema: GraphQLSchema): readonly string[] {
  const missing: string[] = []
  const look = (within: string, { name, description }: Described): void => {
    if (!description) missing.push(within === '' ? name : `${within}.${name}`)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
      continue
    look('', type)
    if (isEnumType(type)) for (const value of type.getValues()) look(type.name, value)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) look(type.name, field)
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      look(type.name, field)
      for (const argument of field.args) look(`${type.name}.${field.name}`, argument)
    }
  }
  return missing
}
