// What answers an operation from what was fetched, worked out once.
import type { GraphQLSchema } from 'graphql'
import type { AnswerObject } from './answer-tree.js'
import type { AskedOperation } from './asked-fields.js'
import type { ConditionValues } from './collect-fields.js'
import { compileIntrospection, type Introspect } from './introspection.js'
import { compileProjection, type Projection } from './projection.js'
import { compileSoundAnswer, UNSOUND } from './sound-answer.js'

const NONE: readonly never[] = []

export interface CompiledAnswer {
  /** Null: the operation asks nothing about the schema. */
  readonly introspect: Introspect | null
  readonly project: Projection
}

/** By the short way first; the long one is compiled when it is needed. */
function compileShortcut(asked: AskedOperation, values: ConditionValues): Projection {
  const answer = compileSoundAnswer(asked, values)
  let whole: Projection | null = null
  return (tree: AnswerObject) => {
    try {
      return { data: answer(tree), violations: NONE, refused: NONE }
    } catch (fault) {
      if (fault !== UNSOUND) throw fault
      whole ??= compileProjection(asked, values)
      return whole(tree)
    }
  }
}

/** For one set of values of the variables in @skip and @include. `introspected`: what introspection shows. */
export const compileAnswer = (
  asked: AskedOperation,
  introspected: GraphQLSchema,
  values: ConditionValues,
): CompiledAnswer => ({
  introspect: compileIntrospection(introspected, asked.operation, values),
  project: compileShortcut(asked, values),
})
