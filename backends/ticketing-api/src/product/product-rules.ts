import type { Upload } from '../http/call.js'
import type { Input } from '../http/input.js'
import { at } from '../http/input.js'
import { invalid } from '../http/problem.js'
import { day, integer, list, max, min, nullable, numeric, required, size, string } from '../http/rules.js'
import { type Rules, validate } from '../http/validate.js'

export const languages = ['en', 'fr', 'de'] as const

const perLanguage = (language: string): Rules => {
  const of = (key: string): string => `translations.${language}.${key}`
  return {
    [of('name')]: [required, string, max(255)],
    [of('product_details')]: [required, list],
    [of('product_details.places')]: [required, integer, min(1)],
    [of('product_details.description')]: [required, string],
    [of('product_details.date')]: [required, day],
    [of('product_details.time')]: [required, string, max(255)],
    [of('product_details.location')]: [required, string, max(255)],
    [of('product_details.category')]: [required, string, max(100)],
  }
}

const rulesFor = (input: Input): Rules => ({
  price: [required, numeric, min(0)],
  sale: [nullable, numeric, min(0)],
  stock_quantity: [required],
  translations: [required, list, size(languages.length)],
  ...Object.fromEntries(languages.map((language) => [`translations.${language}`, [required, list]])),
  // What a language lacks is complained about only where the language was sent at all.
  ...Object.assign(
    {},
    ...languages.filter((language) => at(input, `translations.${language}`)).map(perLanguage),
  ),
})

const pictureTypes = ['jpeg', 'jpg', 'png', 'gif', 'svg'] as const
const mediaTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/svg+xml']
const largestPicture = 2048 * 1024

const pictureFaults = (upload: Upload | undefined): string[] => {
  if (!upload) return []
  const ending = upload.name.split('.').at(-1)?.toLowerCase() ?? ''
  const faults: string[] = []
  if (!mediaTypes.includes(upload.type)) faults.push('The image field must be an image.')
  if (!pictureTypes.some((type) => type === ending))
    faults.push('The image field must be a file of type: jpeg, png, jpg, gif, svg.')
  if (upload.bytes.length > largestPicture)
    faults.push('The image field must not be greater than 2048 kilobytes.')
  return faults
}

/** Checks a whole product, as creating and replacing want it: three languages, and maybe a picture. */
export const checkProduct = async (input: Input, upload: Upload | undefined): Promise<void> => {
  await validate(input, rulesFor(input))
  const faults = pictureFaults(upload)
  if (faults.length > 0) throw invalid({ image: faults })
}

/** Any of the three; none changes nothing. */
export const checkPricing = (input: Input): Promise<void> =>
  validate(input, {
    price: [numeric, min(0)],
    sale: [nullable, numeric, min(0)],
    stock_quantity: [integer, min(0)],
  })
