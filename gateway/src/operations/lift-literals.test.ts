import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  buildSchema,
  execute,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  print,
  validate,
} from 'graphql'
import { liftLiterals } from './lift-literals.js'
import { selectOperation, toDocument } from './select-operation.js'

const schema = buildSchema(`
  scalar Anything
  enum Colour { RED GREEN }
  input Filter { min: Int max: Float name: String! = "x" ids: [ID!] colour: Colour inner: Filter odd: Anything }
  interface Node { echo(int: Int, ids: [ID!], filter: Filter): String node: Node }
  type Query implements Node {
    echo(int: Int, ids: [ID!], filter: Filter): String
    all(float: Float, text: String! = "t", yes: Boolean, id: ID, colour: Colour, grid: [[Int]], odd: Anything): String
    node: Node other(first: Int! = 5): Other
  }
  type Other implements Node { echo(int: Int, ids: [ID!], filter: Filter): String node: Node }
`)
const anything = schema.getType('Anything')
if (!(anything instanceof GraphQLScalarType)) throw new Error('no scalar')

/** Every field answers with its arguments as they were read. */
function answer(document: ReturnType<typeof toDocument>, variableValues: object) {
  const result = execute({
    schema,
    document,
    variableValues: { ...variableValues },
    rootValue: {},
    fieldResolver: (_source, args, _context, { fieldName, returnType }) => {
      if (!isCompositeType(getNamedType(returnType))) return `${fieldName} ${JSON.stringify(args)}`
      return { __typename: isAbstractType(getNamedType(returnType)) ? 'Other' : undefined }
    },
  })
  return JSON.parse(JSON.stringify(result))
}

function lifted(text: string) {
  const selected = selectOperation(text, null)
  const document = toDocument(selected)
  return { document, ...{ lifted: liftLiterals(schema, document, selected.definition) } }
}
const liftedText = (text: string) => print(lifted(text).lifted.document).replace(/\s+/g, ' ')

describe('literals of arguments', () => {
  it("become variables of the argument's type, in fragments too", () => {
    const text =
      'query Q($n: Int) { echo(int: $n) all(text: "a") ...F } fragment F on Query { other(first: 3) { __typename } }'
    expect(liftedText(text)).toBe(
      'query Q($n: Int, $lifted0: String!, $lifted1: Int!) { echo(int: $n) all(text: $lifted0) ...F } ' +
        'fragment F on Query { other(first: $lifted1) { __typename } }',
    )
    expect(lifted(text).lifted.variables).toEqual({ lifted0: 'a', lifted1: 3 })
  })

  it.each([
    ['a variable within', 'query($n: Int) { echo(filter: { min: $n }) }'],
    ['a whole number that JSON cannot hold', '{ all(id: 9007199254740993) }'],
    [
      "a decimal or a name for a scalar of somebody's own",
      '{ a: all(odd: 1.0) b: all(odd: RED) c: all(odd: [{ a: RED }]) }',
    ],
    ['an argument of a directive', '{ all @skip(if: false) }'],
  ])('stay where there is %s', (_what, text) => {
    expect(liftedText(text)).toBe(print(toDocument(selectOperation(text, null))).replace(/\s+/g, ' '))
  })

  it('share a variable where they are equal and of one type, so that fields can be merged', () => {
    const { document, lifted: made } = lifted(
      '{ echo(filter: { min: 1, max: 2 }) echo(filter: { max: 2, min: 1 }) all(id: 1, float: 1) node { echo(int: 1) } }',
    )
    expect(made.variables).toEqual({ lifted0: { min: 1, max: 2 }, lifted1: 1, lifted2: 1, lifted3: 1 })
    expect(validate(schema, document)).toEqual([])
    expect(validate(schema, made.document)).toEqual([])
  })

  it('never take the name of a variable of the client', () => {
    expect(liftedText('query($lifted0: Int) { a: echo(int: $lifted0) b: echo(int: 7) }')).toBe(
      'query ($lifted0: Int, $lifted1: Int) { a: echo(int: $lifted0) b: echo(int: $lifted1) }',
    )
  })

  it("are nobody's to change", () => {
    const { variables } = lifted('{ echo(filter: { ids: ["a"] }) }').lifted
    expect(() => Object.assign(variables, { lifted0: 1 })).toThrow()
    expect(() => Object.assign(variables.lifted0 as object, { ids: 1 })).toThrow()
    expect(Object.getPrototypeOf(variables.lifted0)).toBe(Object.prototype)
  })
})

type Literals = Parameters<typeof literal>[0]
const word = fc.constantFrom('"a"', '"é\\n"', '"""block"""', '""', '"\\u0000"')
const int = fc.oneof(fc.integer().map(String), fc.constantFrom('0', '-0', '9007199254740992', '2147483647'))
const float = fc.oneof(
  int.filter((text) => text.length < 12),
  fc.constantFrom('1.0', '-0.5e3', '1e30'),
)
const anyOdd = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(word, float, fc.constantFrom('null', 'true', 'NAME')),
    fc.array(tie('value'), { maxLength: 2 }).map((values) => `[${values.join(' ')}]`),
    tie('value').map((value) => `{ a: ${value} b: 1 }`),
  ),
})).value

/** A literal that is valid for the type. */
function literal(type: ReturnType<GraphQLSchema['getType']> | object, depth = 2): fc.Arbitrary<string> {
  if (isNonNullType(type)) return bare(type.ofType, depth)
  return fc.oneof({ weight: 1, arbitrary: fc.constant('null') }, { weight: 6, arbitrary: bare(type, depth) })
}
function bare(type: Literals, depth: number): fc.Arbitrary<string> {
  if (isListType(type)) {
    const many = fc
      .array(literal(type.ofType, depth), { maxLength: 3 })
      .map((values) => `[${values.join(', ')}]`)
    // One value stands for a list of one.
    return fc.oneof(many, isListType(type.ofType) ? many : bare(type.ofType, depth))
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || field.name !== 'inner')
    const parts = fields.map((field) =>
      fc.option(
        literal(field.type, depth - 1).map((value) => `${field.name}: ${value}`),
        { nil: '' },
      ),
    )
    return fc.tuple(...parts).map((texts) => `{ ${texts.join(' ')} }`)
  }
  const name = isScalarType(type) ? type.name : 'Colour'
  const byName: Readonly<Record<string, fc.Arbitrary<string>>> = {
    Int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
    Float: float,
    String: word,
    Boolean: fc.constantFrom('true', 'false'),
    ID: fc.oneof(word, int),
    Colour: fc.constantFrom('RED', 'GREEN'),
    Anything: anyOdd,
  }
  return byName[name] ?? fc.constant('null')
}

function fieldArbitrary(typeName: 'Query' | 'Other', name: string): fc.Arbitrary<string> {
  const type = schema.getType(typeName)
  const args = isObjectType(type) ? (type.getFields()[name]?.args ?? []) : []
  const given = args.map((arg) =>
    fc
      .option(fc.oneof(literal(arg.type), fc.constant(arg.name === 'int' ? '$n' : null)), { nil: null })
      .map((value) => (value === null ? '' : `${arg.name}: ${value}`)),
  )
  return fc.tuple(...given).map((texts) => {
    const inside = texts.filter((text) => text !== '').join(' ')
    return `${name}${inside === '' ? '' : `(${inside})`}`
  })
}

const operation = fc
  .tuple(
    fc.array(fc.oneof(fieldArbitrary('Query', 'echo'), fieldArbitrary('Query', 'all')), {
      minLength: 1,
      maxLength: 4,
    }),
    fieldArbitrary('Other', 'echo'),
    fieldArbitrary('Query', 'other'),
    fc.integer(),
  )
  .map(([fields, inFragment, other, n]) => ({
    text:
      `query($n: Int, $lifted1: Boolean = true) { ${fields.map((field, index) => `a${index}: ${field}`).join(' ')} ` +
      `x: all @include(if: $lifted1) ${other} { ...F } node { ...F ... on Node { echo } } } ` +
      `fragment F on Other { b: ${inFragment} c: ${inFragment} }`,
    variables: { n: Math.trunc(n / 2) },
  }))

describe('an operation whose literals were lifted', () => {
  it('answers as the original does', () => {
    let lifts = 0
    fc.assert(
      fc.property(operation, ({ text, variables }) => {
        const { document, lifted: made } = lifted(text)
        fc.pre(validate(schema, document).length === 0)
        lifts += Object.keys(made.variables).length
        expect(validate(schema, made.document)).toEqual([])
        const all = { ...variables, ...JSON.parse(JSON.stringify(made.variables)) }
        expect(answer(made.document, all)).toEqual(answer(document, variables))
      }),
      { numRuns: 300 },
    )
    expect(lifts).toBeGreaterThan(300)
  })
})
