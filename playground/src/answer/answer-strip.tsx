// The strip under the answer: how it came, each error with its code, each file with a way to open it.
import { useSurroundings } from '../client/use-client-state.js'
import type { AnsweredError, AnswerSummary } from './answer-summary.js'
import { kindOf, labelOf } from './file-label.js'
import type { FileLink } from './find-files.js'
import { openFile } from './open-file.js'

function FileChip({ file }: { readonly file: FileLink }) {
  const { client, notice } = useSurroundings()
  const words = (
    <>
      <b>{kindOf(file)}</b> {labelOf(file)}
      {file.access === 'signed' && <span className="place">5 min link</span>}
    </>
  )
  if (file.access !== 'private') {
    return (
      <a
        className="chip"
        href={file.href}
        target="_blank"
        rel="noopener noreferrer"
        title={`${file.place}: ${file.name}`}
      >
        {words}
      </a>
    )
  }
  const open = async () => notice.show(await openFile(client, file))
  return (
    <button
      type="button"
      className="chip"
      onClick={() => void open()}
      title={`${file.place}: ${file.name}, with your token`}
    >
      {words}
    </button>
  )
}

function ErrorLine({ error }: { readonly error: AnsweredError }) {
  return (
    <li>
      <code className="code">{error.code}</code> {error.message}{' '}
      {error.place !== '' && <span className="place">{error.place}</span>}
    </li>
  )
}

const size = (bytes: number): string => (bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`)

export function AnswerStrip({ summary }: { readonly summary: AnswerSummary }) {
  const { status, milliseconds, bytes, requestId, errors, files } = summary
  return (
    <section className="strip" aria-label="About the answer">
      <p className="facts" role="status">
        <b data-fine={status < 400 && errors.length === 0}>{status}</b>
        <span>{milliseconds} ms</span>
        <span>{size(bytes)}</span>
        {errors.length > 0 && <span>{errors.length === 1 ? '1 error' : `${errors.length} errors`}</span>}
        {requestId !== null && <span className="request-id">request {requestId}</span>}
      </p>
      {errors.length > 0 && (
        <ul className="errors" aria-label="Errors">
          {errors.map((error, index) => (
            <ErrorLine key={index} error={error} />
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className="files" aria-label="Files in the answer">
          {files.map((file) => (
            <li key={file.href}>
              <FileChip file={file} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
