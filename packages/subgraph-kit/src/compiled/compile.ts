// One operation, compiled by graphql-jit: its answers are those of graphql-js, found in half the time.
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isLeafType,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import type { SubgraphContext } from '../context.js'
import { variableCoercer } from './coerce-variables.js'
import { hasAmbiguousNames, type NotCompiled, whyNotCompiled } from './compilable.js'
import { conditionsOf } from './conditions.js'
import { type LiftedDocument, liftArguments } from './lift-arguments.js'
import { createMayBeNull } from './may-be-null.js'
import { COMPILED_INFO } from './prepare-schema.js'
import { repairErrors } from './repair-errors.js'
import { inVariants } from './variants.js'

type Variables = Readonly<Record<string, unknown>> | null | undefined

/** An operation that can be run again and again. */
export interface RunnableOperation {
  run(context: SubgraphContext, variables: Variables): ExecutionResult | Promise<ExecutionResult>
  /** Why graphql-js runs it; null for compiled code. */
  readonly notCompiled: NotCompiled | null
}

type Serializers = Record<string, (value: unknown) => unknown>

// graphql-jit keeps the message of an error only, so the error itself is thrown in the place of its message.
function serializersOf(schema: GraphQLSchema): Serializers {
  const serializers: Serializers = {}
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isLeafType(type)) continue
    serializers[type.name] = (value) => {
      try {
        const written = type.serialize(value)
        if (written != null) return written
      } catch (message) {
        throw { message }
      }
      throw { message: new Error(`${type.name} cannot write this value.`) }
    }
  }
  return serializers
}

const failed = (fault: unknown): ExecutionResult => ({
  data: null,
  errors: [new GraphQLError('Compiled code failed.', { originalError: fault as Error })],
})

export interface CompilerOptions {
  /** What is compiled, made fit for that. */
  readonly prepared: GraphQLSchema
  /** What graphql-js answers from where it must: the same, or a copy with more before its fields. */
  readonly schema: GraphQLSchema
}

/** Told of each piece of code that was made, also later on, with its number of fields. */
export type OnCompiled = (fields: number) => void

export type Compile = (
  document: DocumentNode,
  operationName: string | undefined,
  onCompiled: OnCompiled,
) => RunnableOperation

function countFields(document: DocumentNode): number {
  let count = 0
  visit(document, {
    Field() {
      count += 1
    },
  })
  return count
}

/** The documents given to it must be valid. */
export function createCompiler({ prepared, schema }: CompilerOptions): Compile {
  const ambiguous = hasAmbiguousNames(schema)
  const customSerializers = serializersOf(schema)

  const plain = (
    document: DocumentNode,
    operationName: string | undefined,
    notCompiled: NotCompiled,
  ): RunnableOperation => ({
    notCompiled,
    run: (contextValue, variableValues) =>
      execute({ schema, document, operationName, variableValues, contextValue }),
  })

  const compiled = (
    { query }: CompiledQuery,
    { valuesFor }: LiftedDocument,
    operation: OperationDefinitionNode,
    original: { document: DocumentNode; operationName: string | undefined },
  ): RunnableOperation => {
    const coerce = variableCoercer(schema, operation)
    const mayBeNull = createMayBeNull(schema, original.document, operation)
    const finish = (result: ExecutionResult): ExecutionResult =>
      result.errors ? { ...result, errors: repairErrors(result.errors, result.data, mayBeNull) } : result
    return {
      notCompiled: null,
      run(context, variables) {
        const { errors, coerced } = coerce(variables ?? {})
        if (errors) return { errors }
        const values = valuesFor(coerced)
        if (values === undefined) {
          return execute({ schema, ...original, variableValues: variables, contextValue: context })
        }
        try {
          const result = query(undefined, context, values)
          return result instanceof Promise ? result.then(finish, failed) : finish(result)
        } catch (fault) {
          return failed(fault)
        }
      },
    }
  }

  const compile: Compile = (document, operationName, onCompiled) => {
    const operation = getOperationAST(document, operationName)
    if (!operation) return plain(document, operationName, 'names')
    const lifted = liftArguments(prepared, document, operation)
    const code = compileQuery(prepared, lifted.document, operationName ?? '', {
      customSerializers,
      disablingCapturingStackErrors: true,
      resolverInfoEnricher: () => COMPILED_INFO,
    })
    if (!isCompiledQuery(code)) return plain(document, operationName, 'refused by the compiler')
    onCompiled(countFields(document))
    return compiled(code, lifted, operation, { document, operationName })
  }

  return (document, operationName, onCompiled) => {
    const operation = getOperationAST(document, operationName)
    if (!operation || ambiguous) return plain(document, operationName, 'names')
    const reason = whyNotCompiled(prepared, document, operation)
    if (reason) return plain(document, operationName, reason)
    const conditions = conditionsOf(document, operation)
    if (conditions === null) return compile(document, operationName, onCompiled)
    return inVariants(
      conditions,
      (resolved) => compile(resolved, operationName, onCompiled),
      plain(document, operationName, 'directives'),
    )
  }
}
