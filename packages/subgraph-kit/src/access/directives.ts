// The declarations in federation's own words, so that any router that knows them can enforce them.
// https://www.apollographql.com/docs/graphos/routing/security/authorization
import { type ConstDirectiveNode, Kind, parseConstValue } from 'graphql'
import type { Access } from './access.js'

function directive(name: string, argument?: { name: string; value: string }): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: argument
      ? [
          {
            kind: Kind.ARGUMENT,
            name: { kind: Kind.NAME, value: argument.name },
            value: parseConstValue(argument.value),
          },
        ]
      : [],
  }
}

/** Alternatives as the directives want them: a list of lists, the outer one meaning "or". */
const anyOf = (names: readonly string[]): string => JSON.stringify(names.map((name) => [name]))

/** Roles are scopes named `role:ADMIN`; `owner` is a policy. Public fields carry nothing. */
export function accessDirectives(access: Access): readonly ConstDirectiveNode[] {
  switch (access.kind) {
    case 'public':
      return []
    case 'signed-in':
      return [directive('authenticated')]
    case 'roles':
      return [
        directive('requiresScopes', {
          name: 'scopes',
          value: anyOf(access.roles.map((role) => `role:${role}`)),
        }),
      ]
    case 'owner':
      return [directive('policy', { name: 'policies', value: anyOf(['owner']) })]
    case 'owner-or-roles':
      return [
        directive('policy', {
          name: 'policies',
          value: anyOf(['owner', ...access.roles.map((role) => `role:${role}`)]),
        }),
      ]
  }
}
