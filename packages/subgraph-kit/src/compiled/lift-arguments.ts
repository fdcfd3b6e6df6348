// Every literal argument becomes a variable, and variables come coerced (coerce-variables.ts). graphql-jit writes
// literals into the code that it compiles, and a text from a client (a magic word stands for a Date) would run there as
// code.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** How the names of the variables begin that stand in for literals. */
export const LIFTED = 'given_'

interface Lifted {
  readonly name: string
  readonly value: ValueNode
  readonly type: GraphQLInputType
  /** Undefined for what is worked out anew for each request: variables are in it, or somebody might write on it. */
  readonly constant: unknown
}

/** A variable where null is not allowed, though its definition allows it. */
interface Guarded {
  readonly name: string
  readonly mayBeMissing: boolean
}

/** What is compiled in place of a document, and what its variables are. */
export interface LiftedDocument {
  readonly document: DocumentNode
  /**
   * The variables to run it with, from the coerced ones of the original. Undefined when an argument does not get a
   * value that it may have: that is an error of one field, and graphql-js says it best.
   */
  valuesFor(coerced: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const
const variable = (name: string) => ({ kind: Kind.VARIABLE, name: named(name) }) as const
const noDirectives: readonly ConstDirectiveNode[] = []

// Federation's `_Any` hands on what it is given: the values are coerced already.
const handedOn = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable(name),
  type: { kind: Kind.NAMED_TYPE, name: named('_Any') },
  directives: noDirectives,
})

const namesOf = (definitions: readonly VariableDefinitionNode[] = []): string[] =>
  definitions.map((definition) => definition.variable.name.value)

function literal(value: ValueNode, type: GraphQLInputType): Omit<Lifted, 'name'> {
  const isList = value.kind === Kind.LIST || value.kind === Kind.OBJECT
  const constant = isList ? undefined : valueFromAST(value, type)
  return { value, type, constant: typeof constant === 'object' && constant !== null ? undefined : constant }
}

function nullableVariables({ variableDefinitions = [] }: OperationDefinitionNode): Set<string> {
  const nullable = variableDefinitions.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
  return new Set(namesOf(nullable))
}

/** Of a valid document without directives; no variable of it may begin as the lifted ones do. */
export function liftArguments(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): LiftedDocument {
  const lifted: Lifted[] = []
  const guarded: Guarded[] = []
  const nullable = nullableVariables(operation)
  const types = new TypeInfo(schema)
  const withoutLiterals: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      Argument: (node) => {
        const definition = types.getArgument()
        if (!definition) return undefined
        if (node.value.kind === Kind.VARIABLE) {
          const name = node.value.name.value
          if (isNonNullType(definition.type) && nullable.has(name)) {
            guarded.push({ name, mayBeMissing: definition.defaultValue !== undefined })
          }
          return false
        }
        const name = `${LIFTED}${lifted.length}`
        lifted.push({ name, ...literal(node.value, definition.type) })
        return { ...node, value: variable(name) }
      },
      VariableDefinition: () => false,
    }),
  )
  const names = [...namesOf(operation.variableDefinitions), ...lifted.map(({ name }) => name)]
  return {
    document: {
      kind: Kind.DOCUMENT,
      definitions: withoutLiterals.definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? { ...definition, variableDefinitions: names.map(handedOn) }
          : definition,
      ),
    },
    valuesFor: (coerced) => valuesFor(coerced, lifted, guarded),
  }
}

function valuesFor(
  coerced: Readonly<Record<string, unknown>>,
  lifted: readonly Lifted[],
  guarded: readonly Guarded[],
): Readonly<Record<string, unknown>> | undefined {
  for (const { name, mayBeMissing } of guarded) {
    if (coerced[name] == null && !(mayBeMissing && !(name in coerced))) return undefined
  }
  if (lifted.length === 0) return coerced
  const values: Record<string, unknown> = { ...coerced }
  for (const { name, value, type, constant } of lifted) {
    values[name] = constant === undefined ? valueFromAST(value, type, coerced) : constant
    if (values[name] === undefined) return undefined
  }
  return values
}
