// @skip and @include, decided before an operation is compiled: it is compiled anew for each set of their values.
// graphql-jit would keep one condition for a selection, wherever a fragment brings it.
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'

type Values = Readonly<Record<string, unknown>>

export const isCondition = ({ name }: DirectiveNode): boolean =>
  name.value === 'skip' || name.value === 'include'

const conditionOf = ({ arguments: [argument] = [] }: DirectiveNode) => argument?.value

/** Of a valid document. */
export interface Conditions {
  /** One letter for each variable that a condition reads; null where one is no boolean, which graphql-js must say. */
  keyOf(variables: Values): string | null
  /** The document without what the conditions leave out for this key, and without conditions. */
  resolve(key: string): DocumentNode
}

/** A variable as it is given, or its default. */
const read = (variables: Values, name: string, { variableDefinitions = [] }: OperationDefinitionNode) => {
  if (Object.hasOwn(variables, name)) return variables[name]
  const value = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue
  return value?.kind === Kind.BOOLEAN ? value.value : undefined
}

function without(document: DocumentNode, isTrue: (variable: string) => boolean): DocumentNode {
  const holds = (directive: DirectiveNode): boolean => {
    const value = conditionOf(directive)
    const given =
      value?.kind === Kind.VARIABLE ? isTrue(value.name.value) : value?.kind === Kind.BOOLEAN && value.value
    return given === (directive.name.value === 'include')
  }
  const decide = <Node extends FieldNode | InlineFragmentNode | FragmentSpreadNode>(node: Node) => {
    if (!node.directives?.some(isCondition)) return undefined
    if (!node.directives.filter(isCondition).every(holds)) return null
    return { ...node, directives: node.directives.filter((directive) => !isCondition(directive)) }
  }
  return visit(document, { Field: decide, InlineFragment: decide, FragmentSpread: decide })
}

/** Null where there are none. */
export function conditionsOf(document: DocumentNode, operation: OperationDefinitionNode): Conditions | null {
  const names = new Set<string>()
  let any = false
  visit(document, {
    Directive(node) {
      if (!isCondition(node)) return
      any = true
      const value = conditionOf(node)
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  if (!any) return null
  const variableNames = [...names]
  return {
    keyOf(variables) {
      let key = ''
      for (const name of variableNames) {
        const value = read(variables, name, operation)
        if (typeof value !== 'boolean') return null
        key += value ? 't' : 'f'
      }
      return key
    },
    resolve: (key) => without(document, (name) => key[variableNames.indexOf(name)] === 't'),
  }
}
