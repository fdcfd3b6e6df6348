// Route templates, `/api/products/{product}`: taken apart once, then filled.
import { pathSegment } from './path-segment.js'
import type { PathParams } from './request.js'

interface RouteTemplate {
  readonly names: readonly string[]
  /** What stands before, between and after the values. */
  readonly texts: readonly string[]
}

// Routes are texts of the code, so there are few.
const templates = new Map<string, RouteTemplate>()

function templateOf(route: string): RouteTemplate {
  let template = templates.get(route)
  if (template === undefined) {
    const parts = route.split(/\{(\w+)\}/)
    template = {
      names: parts.filter((_, at) => at % 2 === 1),
      texts: parts.filter((_, at) => at % 2 === 0),
    }
    templates.set(route, template)
  }
  return template
}

/**
 * The path, one checked segment for each name of the template.
 * @throws CodedError BAD_USER_INPUT for a value that cannot be a segment; Error for parameters that are not the template's
 */
export function fillRoute(route: string, params: PathParams): string {
  const { names, texts } = templateOf(route)
  let path = texts[0] ?? ''
  let at = 0
  for (const name of names) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) throw new Error(`Route ${route} lacks its parameter ${name}`)
    at += 1
    path += pathSegment(value) + (texts[at] ?? '')
  }
  for (const name in params) {
    if (!names.includes(name)) throw new Error(`Route ${route} has no parameter ${name}`)
  }
  return path
}
