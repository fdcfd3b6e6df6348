import { registerEnumType } from 'type-graphql'

/** Each name stands for the code that the backend knows. */
export const LanguageEnum = { EN: 'en', FR: 'fr', DE: 'de' } as const

registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'A language that products and tickets are written in.',
  valuesConfig: {
    EN: { description: 'English.' },
    FR: { description: 'French.' },
    DE: { description: 'German.' },
  },
})
