// Each operation in two ways. Rules that ask no more than who the caller is are decided before it runs: where none
// refuses, code without them runs. Where one does, graphql-shield stands before every field and says so itself.
import type { GraphQLSchema } from 'graphql'
import { withOwnerRules } from '../access/owner-rules.js'
import { type Compile, createCompiler, type RunnableOperation } from './compile.js'
import { prepareSchema } from './prepare-schema.js'
import { createRoleCheck, rulesIn } from './rules-in.js'

/** One schema in two copies that share no type. Both are changed. */
export interface SchemaCopies {
  readonly shielded: GraphQLSchema
  /** Without any rule. */
  readonly open: GraphQLSchema
}

/** The documents given to it must be valid. */
export function createOperations({ shielded, open }: SchemaCopies): Compile {
  withOwnerRules(open)
  prepareSchema(open)
  prepareSchema(shielded)
  const compileOpen = createCompiler({ prepared: open, schema: shielded })
  const compileShielded = createCompiler({ prepared: shielded, schema: shielded })

  return (document, operationName, onCompiled) => {
    const operation = compileOpen(document, operationName, onCompiled)
    if (operation.notCompiled !== null) return operation
    const passes = createRoleCheck(rulesIn(open, document))
    let refusing: RunnableOperation | undefined
    return {
      notCompiled: null,
      run(context, variables) {
        if (passes(context.call.caller?.role ?? null)) return operation.run(context, variables)
        refusing ??= compileShielded(document, operationName, onCompiled)
        return refusing.run(context, variables)
      },
    }
  }
}
