// Where the backend stands.

export interface BaseUrl {
  readonly origin: string
  /** '' or '/prefix', without a slash at its end. */
  readonly prefix: string
}

/** @throws Error, to be shown at the start, for anything but a plain http or https URL */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error('The backend URL is not an http(s) URL')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error('The backend URL has credentials, a query or a fragment, which would be lost')
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') }
}
