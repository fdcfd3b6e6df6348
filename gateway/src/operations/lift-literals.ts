// Literals of field arguments become variables, so that operations which differ only in them share one plan. What the
// operation answers stays the same.
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isSpecifiedScalarType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export interface LiftedOperation {
  readonly document: DocumentNode
  /** By name, as a client would have sent them. Shared by all requests: nobody may change them. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** Whether a variable with this value is read as the literal is. */
function isLiftable(node: ValueNode, type: GraphQLInputType): boolean {
  const named = getNullableType(type)
  if (node.kind === Kind.VARIABLE) return false
  if (node.kind === Kind.NULL) return true
  if (isListType(named)) {
    return node.kind === Kind.LIST
      ? node.values.every((value) => isLiftable(value, named.ofType))
      : isLiftable(node, named.ofType)
  }
  if (isInputObjectType(named)) {
    const fields = named.getFields()
    return (
      node.kind === Kind.OBJECT &&
      node.fields.every(({ name, value }) => {
        const field = fields[name.value]
        return field !== undefined && isLiftable(value, field.type)
      })
    )
  }
  if (isEnumType(named)) return true
  switch (node.kind) {
    // JSON has no larger whole numbers, and no -0.
    case Kind.INT:
      return Number.isSafeInteger(Number(node.value)) && node.value !== '-0'
    // A scalar of somebody's own may tell 1.0 from 1, and a name from a text; JSON cannot.
    case Kind.FLOAT:
      return isSpecifiedScalarType(named) && Number.isFinite(Number(node.value))
    case Kind.ENUM:
      return false
    case Kind.LIST:
      return node.values.every((value) => isLiftable(value, named))
    case Kind.OBJECT:
      return node.fields.every(({ name, value }) => name.value !== '__proto__' && isLiftable(value, named))
    default:
      return true
  }
}

// graphql-js makes objects without a prototype, which a subgraph in this process may not expect.
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(plain))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) => [key, plain(child)] as const)
  return Object.freeze(Object.fromEntries(entries))
}

/** Equal for literals that GraphQL takes for equal: the order of an object's fields does not count. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([one], [other]) => (one < other ? -1 : 1)))
      : child,
  )
}

class Lifting {
  readonly variables: Record<string, unknown> = {}
  readonly definitions: VariableDefinitionNode[] = []
  readonly #names = new Map<string, string>()
  readonly #taken: ReadonlySet<string>
  #count = 0

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    this.#taken = new Set(variableDefinitions.map(({ variable }) => variable.name.value))
  }

  /** Equal literals of one type share a variable, so that fields which could be merged still can. */
  nameOf(value: unknown, type: GraphQLInputType): string {
    const key = `${type} ${keyOf(value)}`
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = this.#freeName()
    this.#names.set(key, name)
    this.variables[name] = plain(value)
    this.definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
      type: parseType(String(type), { noLocation: true }),
    })
    return name
  }

  #freeName(): string {
    for (;;) {
      const name = `lifted${this.#count++}`
      if (!this.#taken.has(name)) return name
    }
  }
}

/** `document` is valid and holds one operation. */
export function liftLiterals(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): LiftedOperation {
  const lifting = new Lifting(operation)
  const types = new TypeInfo(schema)
  const replaced: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      // Conditions are part of the plan.
      Directive: () => false,
      VariableDefinition: () => false,
      Argument(node) {
        const argument = types.getArgument()
        if (!argument || !isLiftable(node.value, argument.type)) return false
        const name = lifting.nameOf(valueFromASTUntyped(node.value), argument.type)
        return { ...node, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } }
      },
    }),
  )
  const { definitions, variables } = lifting
  return {
    document: {
      ...replaced,
      definitions: replaced.definitions.map((node) =>
        node.kind === Kind.OPERATION_DEFINITION
          ? { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions] }
          : node,
      ),
    },
    variables: Object.freeze(variables),
  }
}
