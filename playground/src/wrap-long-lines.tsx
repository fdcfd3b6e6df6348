import { pick, useGraphiQL } from '@graphiql/react'
import { useEffect } from 'react'

/** The editors stand side by side and are narrow: what does not fit goes on in the next line, as answers do. */
export function WrapLongLines() {
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor'),
  )
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor])
      editor?.updateOptions({ wordWrap: 'on' })
  }, [queryEditor, variableEditor, headerEditor])
  return null
}
