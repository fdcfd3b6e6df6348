// Gateway and subgraphs read an object's type under the name `__typename`. Another field under that name would be taken
// for it: data could name its own type.
import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql'

/** Refuses `__typename` as an alias of anything but itself. */
export const reservedAlias = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    const { name, alias } = node
    if (alias?.value !== '__typename' || name.value === '__typename') return
    context.reportError(
      new GraphQLError('The alias "__typename" is reserved for the field of that name.', { nodes: node }),
    )
  },
})
