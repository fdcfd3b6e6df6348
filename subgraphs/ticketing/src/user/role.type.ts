import { registerEnumType } from 'type-graphql'

export const RoleEnum = { USER: 'USER', EMPLOYEE: 'EMPLOYEE', ADMIN: 'ADMIN' } as const

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person may do.',
  valuesConfig: {
    USER: { description: 'Buys tickets.' },
    EMPLOYEE: { description: 'Buys tickets and admits people to events.' },
    ADMIN: { description: 'Buys tickets and runs the sale.' },
  },
})
