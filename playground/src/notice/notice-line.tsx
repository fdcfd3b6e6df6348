import { useSyncExternalStore } from 'react'
import { useSurroundings } from '../client/use-client-state.js'

export function NoticeLine() {
  const { notice } = useSurroundings()
  const text = useSyncExternalStore(notice.subscribe, notice.get)
  return (
    <div role="alert">
      {text !== null && (
        <p className="notice">
          {text}
          <button type="button" className="quiet" onClick={() => notice.show(null)}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  )
}
