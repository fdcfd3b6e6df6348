import { isLanguage, LANGUAGES } from '../client/language.js'
import { useClientState, useSurroundings } from '../client/use-client-state.js'

const NAMES = { en: 'English', fr: 'Français', de: 'Deutsch' } as const

/** What is sent as Accept-Language, from the next request on. */
export function LanguagePicker() {
  const { store } = useSurroundings()
  const { language } = useClientState()
  return (
    <select
      aria-label="Language of the answers"
      title="Sent as Accept-Language"
      value={language}
      onChange={({ target }) => {
        if (isLanguage(target.value)) store.set({ language: target.value })
      }}
    >
      {LANGUAGES.map((one) => (
        <option key={one} value={one}>
          {NAMES[one]}
        </option>
      ))}
    </select>
  )
}
