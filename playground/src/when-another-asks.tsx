import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect, useRef } from 'react'
import { useClientState } from './client/use-client-state.js'

/**
 * Whenever somebody else asks: the schema is read anew, since each role may be shown another one, and what was answered
 * to the one before goes away.
 */
export function WhenAnotherAsks({ forget }: { readonly forget: () => void }) {
  const { introspect, updateActiveTabValues } = useGraphiQLActions()
  const responseEditor = useGraphiQL((state) => state.responseEditor)
  const token = useClientState().session?.token ?? null
  const shownTo = useRef(token)
  useEffect(() => {
    if (shownTo.current === token) return
    shownTo.current = token
    forget()
    responseEditor?.setValue('')
    updateActiveTabValues({ response: null })
    void introspect()
  }, [forget, introspect, responseEditor, token, updateActiveTabValues])
  return null
}
