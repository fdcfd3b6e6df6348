import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { GraphiQL, type GraphiQLProps } from 'graphiql'
import { useCallback, useMemo, useState } from 'react'
import { AnswerStrip } from './answer/answer-strip.js'
import { type AnswerSummary, summarize } from './answer/answer-summary.js'
import { Bar } from './bar/bar.js'
import { operationNameFor } from './client/operation-name.js'
import { useSurroundings } from './client/use-client-state.js'
import { EXAMPLES_PLUGIN } from './examples/examples-pane.js'
import { NoticeLine } from './notice/notice-line.js'
import { isNarrow } from './screen.js'

import type { DemoAccount } from './session/demo-accounts.js'
import { WhenAnotherAsks } from './when-another-asks.js'
import { WrapLongLines } from './wrap-long-lines.js'

const FIRST_QUERY = `# Ctrl+Enter runs it. More to try: the examples on the left.
query Programme {
  products(first: 5, sort: DATE_ASC) {
    totalCount
    nodes {
      name
      date
      location
      price {
        formatted
      }
    }
  }
}
`
const FIRST_PANE = isNarrow() ? {} : { visiblePlugin: EXAMPLES_PLUGIN }
const PLUGINS = [EXAMPLES_PLUGIN, HISTORY_PLUGIN]

type Fetcher = GraphiQLProps['fetcher']

/** Sends what is in the editors; `onAnswer` hears of everything but the reading of the schema. */
function useFetcher(onAnswer: (summary: AnswerSummary | null) => void): Fetcher {
  const { client } = useSurroundings()
  return useMemo<Fetcher>(
    () => async (request, options) => {
      const isSchema = request.operationName === 'IntrospectionQuery'
      if (!isSchema) onAnswer(null)
      const operationName = operationNameFor(request.query, request.operationName)
      const reply = await client.ask({ ...request, operationName }, options?.headers)
      if (!isSchema) onAnswer(summarize(reply))
      return { ...reply.body }
    },
    [client, onAnswer],
  )
}

export function Page({ demoAccounts }: { readonly demoAccounts: readonly DemoAccount[] }) {
  const [summary, setSummary] = useState<AnswerSummary | null>(null)
  const fetcher = useFetcher(setSummary)
  const forget = useCallback(() => setSummary(null), [])
  return (
    <>
      <Bar demoAccounts={demoAccounts} />
      <NoticeLine />
      <main>
        <GraphiQL
          fetcher={fetcher}
          plugins={PLUGINS}
          {...FIRST_PANE}
          defaultQuery={FIRST_QUERY}
          defaultEditorToolsVisibility="variables"
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <GraphiQL.Footer>
            <WhenAnotherAsks forget={forget} />
            <WrapLongLines />
            {summary !== null && <AnswerStrip summary={summary} />}
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </>
  )
}
