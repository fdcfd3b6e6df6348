import { describe, expect, it } from '@jest/globals'
import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from 'graphql'
import { askedFields } from './asked-fields.js'

/** What a resolver of the first field of a document is told of its selection. */
function infoOf(text: string) {
  const { definitions } = parse(text)
  const fragments: Record<string, FragmentDefinitionNode> = {}
  const fieldNodes: FieldNode[] = []
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD) fieldNodes.push(selection)
    }
  }
  return { fieldNodes, fragments }
}

describe('askedFields', () => {
  it('names fields by their own names, in fragments of both kinds too', () => {
    const info = infoOf(`{ product { title: name ... on Product { id } ...more } }
      fragment more on Product { stock @skip(if: true) }`)
    expect([...askedFields(info)]).toEqual(['name', 'id', 'stock'])
  })

  it('looks below, wherever the path is asked for more than once', () => {
    const info = infoOf('{ me { edges { node { id } } ... on User { edges { cursor node { uuid } } } } }')
    expect([...askedFields(info, 'edges', 'node')]).toEqual(['id', 'uuid'])
    expect([...askedFields(info, 'nodes')]).toEqual([])
    expect([...askedFields(info)]).toEqual(['edges'])
  })

  it('takes the fields of one answer together', () => {
    expect([...askedFields(infoOf('{ cart { id } cart { items { quantity } } }'))]).toEqual(['id', 'items'])
  })

  it('is empty where nothing is asked', () => {
    expect([...askedFields(infoOf('{ count }'))]).toEqual([])
    expect([...askedFields({ fieldNodes: [], fragments: {} })]).toEqual([])
  })
})
