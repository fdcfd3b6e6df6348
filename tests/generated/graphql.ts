/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** As what somebody acted. */
export type ActorRole =
  /** Somebody who runs the platform. */
  | 'ADMIN'
  /** Somebody who admits people. */
  | 'EMPLOYEE'
  /** Somebody who was not signed in. */
  | 'GUEST'
  /** The platform itself, or Stripe. */
  | 'SYSTEM'
  /** A person with an account. */
  | 'USER';

/** What an event tells. */
export type AuditEventType =
  /** A cart was emptied. */
  | 'CartCleared'
  /** How many tickets for a product are in a cart was set. */
  | 'CartItemSet'
  /** A guest's cart was added to a user's. */
  | 'CartsMerged'
  /** A command was carried out and changed other things, or there was nothing to do. */
  | 'CommandCompleted'
  /** A command was about to be sent. While nothing follows it, nobody else changes the same thing. */
  | 'CommandIntended'
  /** Nobody can know whether a command was carried out. */
  | 'CommandOutcomeUnknown'
  /** A command was not carried out. */
  | 'CommandRefused'
  /** A payment failed. */
  | 'PaymentFailed'
  /** Money was given back. */
  | 'PaymentRefunded'
  /** A payment was opened. */
  | 'PaymentStarted'
  /** A payment was paid. */
  | 'PaymentSucceeded'
  /** The price, the discount or the stock of a product was changed. */
  | 'PriceChanged'
  /** Somebody asked for commands that their role may not give. */
  | 'PrivilegedCommandRefused'
  /** Somebody signed in. */
  | 'SignedIn'
  /** Somebody signed out. */
  | 'SignedOut'
  /** Somebody was admitted with a ticket. */
  | 'TicketAdmitted'
  /** A ticket was made. */
  | 'TicketIssued'
  /** An admin set the state of a ticket. */
  | 'TicketStatusSet'
  /** An account was given another role. */
  | 'UserRoleChanged'
  /** An event of Stripe could not be worked off and waits for an admin. */
  | 'WebhookParked'
  /** An admin let an event of Stripe go on. */
  | 'WebhookReleased';

/** The old password and the new one. */
export type ChangePasswordInput = {
  /** The present password. */
  currentPassword: string;
  /** The new password: at least 15 characters, with upper and lower case, a number and a symbol. */
  newPassword: string;
};

/** Who is to admit people. */
export type CreateEmployeeInput = {
  /** The e-mail address to sign in with; it counts as confirmed. */
  email: string;
  /** The first name, of at most 100 characters. */
  firstName: string;
  /** The last name, of at most 100 characters. */
  lastName: string;
  /** At least 15 characters, with upper and lower case, a number and a symbol. */
  password: string;
};

/** A new product. Its picture is uploaded afterwards. */
export type CreateProductInput = {
  /** The day of the event at its venue, as YYYY-MM-DD. */
  date: string;
  /** The discount as a part of 1, from 0 to 1 in steps of 0.01: 0.15 is 15 % off. */
  discountRate?: number | null | undefined;
  /** What one ticket costs without a discount, in EUR. */
  listPrice: MoneyInput;
  /** How many people one ticket admits, 1 or more. */
  places: number;
  /** How many tickets can be sold, 0 or more. */
  stock: number;
  /** What it says; all three languages are needed. */
  translations: ProductTextsInput;
};

/** A currency of ISO 4217, such as EUR. */
export type CurrencyCode =
  /** United Arab Emirates Dirham */
  | 'AED'
  /** Afghan Afghani */
  | 'AFN'
  /** Albanian Lek */
  | 'ALL'
  /** Armenian Dram */
  | 'AMD'
  /** Angolan Kwanza */
  | 'AOA'
  /** Argentine Peso */
  | 'ARS'
  /** Australian Dollar */
  | 'AUD'
  /** Aruban Florin */
  | 'AWG'
  /** Azerbaijani Manat */
  | 'AZN'
  /** Bosnia-Herzegovina Convertible Mark */
  | 'BAM'
  /** Barbadian Dollar */
  | 'BBD'
  /** Bangladeshi Taka */
  | 'BDT'
  /** Bahraini Dinar */
  | 'BHD'
  /** Burundian Franc */
  | 'BIF'
  /** Bermudan Dollar */
  | 'BMD'
  /** Brunei Dollar */
  | 'BND'
  /** Bolivian Boliviano */
  | 'BOB'
  /** Bolivian Mvdol */
  | 'BOV'
  /** Brazilian Real */
  | 'BRL'
  /** Bahamian Dollar */
  | 'BSD'
  /** Bhutanese Ngultrum */
  | 'BTN'
  /** Botswanan Pula */
  | 'BWP'
  /** Belarusian Ruble */
  | 'BYN'
  /** Belize Dollar */
  | 'BZD'
  /** Canadian Dollar */
  | 'CAD'
  /** Congolese Franc */
  | 'CDF'
  /** WIR Euro */
  | 'CHE'
  /** Swiss Franc */
  | 'CHF'
  /** WIR Franc */
  | 'CHW'
  /** Chilean Unidad de Fomento */
  | 'CLF'
  /** Chilean Peso */
  | 'CLP'
  /** Chinese Yuan */
  | 'CNY'
  /** Colombian Peso */
  | 'COP'
  /** Colombian Unidad de Valor Real */
  | 'COU'
  /** Costa Rican Colón */
  | 'CRC'
  /** Cuban Peso */
  | 'CUP'
  /** Cape Verdean Escudo */
  | 'CVE'
  /** Czech Koruna */
  | 'CZK'
  /** Djiboutian Franc */
  | 'DJF'
  /** Danish Krone */
  | 'DKK'
  /** Dominican Peso */
  | 'DOP'
  /** Algerian Dinar */
  | 'DZD'
  /** Egyptian Pound */
  | 'EGP'
  /** Eritrean Nakfa */
  | 'ERN'
  /** Ethiopian Birr */
  | 'ETB'
  /** Euro */
  | 'EUR'
  /** Fijian Dollar */
  | 'FJD'
  /** Falkland Islands Pound */
  | 'FKP'
  /** British Pound */
  | 'GBP'
  /** Georgian Lari */
  | 'GEL'
  /** Ghanaian Cedi */
  | 'GHS'
  /** Gibraltar Pound */
  | 'GIP'
  /** Gambian Dalasi */
  | 'GMD'
  /** Guinean Franc */
  | 'GNF'
  /** Guatemalan Quetzal */
  | 'GTQ'
  /** Guyanaese Dollar */
  | 'GYD'
  /** Hong Kong Dollar */
  | 'HKD'
  /** Honduran Lempira */
  | 'HNL'
  /** Haitian Gourde */
  | 'HTG'
  /** Hungarian Forint */
  | 'HUF'
  /** Indonesian Rupiah */
  | 'IDR'
  /** Israeli New Shekel */
  | 'ILS'
  /** Indian Rupee */
  | 'INR'
  /** Iraqi Dinar */
  | 'IQD'
  /** Iranian Rial */
  | 'IRR'
  /** Icelandic Króna */
  | 'ISK'
  /** Jamaican Dollar */
  | 'JMD'
  /** Jordanian Dinar */
  | 'JOD'
  /** Japanese Yen */
  | 'JPY'
  /** Kenyan Shilling */
  | 'KES'
  /** Kyrgyz Som */
  | 'KGS'
  /** Cambodian Riel */
  | 'KHR'
  /** Comorian Franc */
  | 'KMF'
  /** North Korean Won */
  | 'KPW'
  /** South Korean Won */
  | 'KRW'
  /** Kuwaiti Dinar */
  | 'KWD'
  /** Cayman Islands Dollar */
  | 'KYD'
  /** Kazakhstani Tenge */
  | 'KZT'
  /** Laotian Kip */
  | 'LAK'
  /** Lebanese Pound */
  | 'LBP'
  /** Sri Lankan Rupee */
  | 'LKR'
  /** Liberian Dollar */
  | 'LRD'
  /** Lesotho Loti */
  | 'LSL'
  /** Libyan Dinar */
  | 'LYD'
  /** Moroccan Dirham */
  | 'MAD'
  /** Moldovan Leu */
  | 'MDL'
  /** Malagasy Ariary */
  | 'MGA'
  /** Macedonian Denar */
  | 'MKD'
  /** Myanmar Kyat */
  | 'MMK'
  /** Mongolian Tugrik */
  | 'MNT'
  /** Macanese Pataca */
  | 'MOP'
  /** Mauritanian Ouguiya */
  | 'MRU'
  /** Mauritian Rupee */
  | 'MUR'
  /** Maldivian Rufiyaa */
  | 'MVR'
  /** Malawian Kwacha */
  | 'MWK'
  /** Mexican Peso */
  | 'MXN'
  /** Mexican Unidad de Inversión */
  | 'MXV'
  /** Malaysian Ringgit */
  | 'MYR'
  /** Mozambican Metical */
  | 'MZN'
  /** Namibian Dollar */
  | 'NAD'
  /** Nigerian Naira */
  | 'NGN'
  /** Nicaraguan Córdoba */
  | 'NIO'
  /** Norwegian Krone */
  | 'NOK'
  /** Nepalese Rupee */
  | 'NPR'
  /** New Zealand Dollar */
  | 'NZD'
  /** Omani Rial */
  | 'OMR'
  /** Panamanian Balboa */
  | 'PAB'
  /** Peruvian Sol */
  | 'PEN'
  /** Papua New Guinean Kina */
  | 'PGK'
  /** Philippine Peso */
  | 'PHP'
  /** Pakistani Rupee */
  | 'PKR'
  /** Polish Zloty */
  | 'PLN'
  /** Paraguayan Guarani */
  | 'PYG'
  /** Qatari Riyal */
  | 'QAR'
  /** Romanian Leu */
  | 'RON'
  /** Serbian Dinar */
  | 'RSD'
  /** Russian Ruble */
  | 'RUB'
  /** Rwandan Franc */
  | 'RWF'
  /** Saudi Riyal */
  | 'SAR'
  /** Solomon Islands Dollar */
  | 'SBD'
  /** Seychellois Rupee */
  | 'SCR'
  /** Sudanese Pound */
  | 'SDG'
  /** Swedish Krona */
  | 'SEK'
  /** Singapore Dollar */
  | 'SGD'
  /** St. Helena Pound */
  | 'SHP'
  /** Sierra Leonean Leone */
  | 'SLE'
  /** Somali Shilling */
  | 'SOS'
  /** Surinamese Dollar */
  | 'SRD'
  /** South Sudanese Pound */
  | 'SSP'
  /** São Tomé & Príncipe Dobra */
  | 'STN'
  /** Salvadoran Colón */
  | 'SVC'
  /** Syrian Pound */
  | 'SYP'
  /** Swazi Lilangeni */
  | 'SZL'
  /** Thai Baht */
  | 'THB'
  /** Tajikistani Somoni */
  | 'TJS'
  /** Turkmenistani Manat */
  | 'TMT'
  /** Tunisian Dinar */
  | 'TND'
  /** Tongan Paʻanga */
  | 'TOP'
  /** Turkish Lira */
  | 'TRY'
  /** Trinidad & Tobago Dollar */
  | 'TTD'
  /** New Taiwan Dollar */
  | 'TWD'
  /** Tanzanian Shilling */
  | 'TZS'
  /** Ukrainian Hryvnia */
  | 'UAH'
  /** Ugandan Shilling */
  | 'UGX'
  /** US Dollar */
  | 'USD'
  /** US Dollar (Next Day) */
  | 'USN'
  /** Uruguayan Peso (Indexed Units) */
  | 'UYI'
  /** Uruguayan Peso */
  | 'UYU'
  /** Uruguayan Unidad Previsional */
  | 'UYW'
  /** Uzbekistani Som */
  | 'UZS'
  /** Venezuelan Digital Bolívar */
  | 'VED'
  /** Venezuelan Bolívar */
  | 'VES'
  /** Vietnamese Dong */
  | 'VND'
  /** Vanuatu Vatu */
  | 'VUV'
  /** Samoan Tala */
  | 'WST'
  /** Arab Accounting Dinar */
  | 'XAD'
  /** Central African CFA Franc */
  | 'XAF'
  /** East Caribbean Dollar */
  | 'XCD'
  /** Caribbean Guilder */
  | 'XCG'
  /** West African CFA Franc */
  | 'XOF'
  /** CFP Franc */
  | 'XPF'
  /** Yemeni Rial */
  | 'YER'
  /** South African Rand */
  | 'ZAR'
  /** Zambian Kwacha */
  | 'ZMW'
  /** Zimbabwe Gold */
  | 'ZWG';

/** A stretch of days, both ends included; a missing end is open. Days are in UTC. */
export type DateRange = {
  /** The first day, as YYYY-MM-DD. */
  from?: string | null | undefined;
  /** The last day, as YYYY-MM-DD. */
  to?: string | null | undefined;
};

/** The link of a mail about a change of address: whole, or by its parts. */
export type EmailChangeLinkInput = {
  /** Until when the link holds, as it stands in it. */
  expires?: string | null | undefined;
  /** The whole link, in place of the parts below. */
  link?: string | null | undefined;
  /** The proof that we made the link. */
  signature?: string | null | undefined;
  /** The token in the link. */
  token?: string | null | undefined;
};

/** Whether what an event tells has come about. */
export type EventOutcome =
  /** It happened. */
  | 'HAPPENED'
  /** It was about to be tried; the next event of the stream tells how that ended. */
  | 'INTENDED'
  /** It did not happen. */
  | 'REFUSED'
  /** Nobody can know whether it happened. */
  | 'UNKNOWN';

/** Tickets to give to somebody for nothing. */
export type IssueFreeTicketsInput = {
  /** What the tickets and their mail are written in; by default the language of the request. */
  language?: Language | null | undefined;
  /** The number of the product. */
  productId: string | number;
  /** How many, from 1 to 20. They leave the stock even where nothing is left of it. */
  quantity: number;
  /** The number of the user who gets them. */
  userId: string | number;
};

/** A language that products and tickets are written in. */
export type Language =
  /** German. */
  | 'DE'
  /** English. */
  | 'EN'
  /** French. */
  | 'FR';

/** What a person signs in with. */
export type LoginInput = {
  /** The e-mail address of the account. */
  email: string;
  /** The guest's cart to add to the account's; by default that of the header X-Guest-Cart-Id. */
  guestCartId?: string | number | null | undefined;
  /** The password. */
  password: string;
  /** Whether this device belongs to the person. */
  remember?: boolean;
  /** The six digits of the authenticator app, where the account asks for them. */
  twoFactorCode?: string | null | undefined;
};

/** An exact amount of money. */
export type MoneyInput = {
  /** The currency of the amount. */
  currency: CurrencyCode;
  /** The amount in the smallest unit of its currency. */
  minorUnits: number;
};

/** A stretch of amounts, both ends included; a missing end is open. */
export type MoneyRange = {
  /** The least amount. */
  from?: MoneyInput | null | undefined;
  /** The greatest amount. */
  to?: MoneyInput | null | undefined;
};

/** What is wrong with a password. */
export type PasswordFault =
  /** The present password is another one. */
  | 'CURRENT_PASSWORD_WRONG'
  /** The new one lacks an upper-case or a lower-case letter. */
  | 'NO_MIXED_CASE'
  /** The new one has no number. */
  | 'NO_NUMBER'
  /** The new one has no symbol, such as a full stop or a space. */
  | 'NO_SYMBOL'
  /** The new one has fewer than 15 characters. */
  | 'TOO_SHORT';

/** Which payments to list. Conditions are combined with "and". */
export type PaymentFilter = {
  /** Only payments of these amounts, in EUR. */
  amount?: MoneyRange | null | undefined;
  /** Only payments started on these days. */
  created?: DateRange | null | undefined;
  /** Only payments made this way. */
  method?: PaymentMethod | null | undefined;
  /** A part of the payment's id, its invoice's file name, its transaction id at Stripe or the payer's e-mail address; or the payer's exact number. At most 255 characters. */
  search?: string | null | undefined;
  /** Only payments in this state. */
  status?: PaymentStatus | null | undefined;
  /** Only payments of this user. */
  userId?: string | number | null | undefined;
};

/** Which of your payments or invoices to list. Conditions are combined with "and". */
export type PaymentHistoryFilter = {
  /** Only payments started on these days. */
  created?: DateRange | null | undefined;
  /** Only payments in this state. */
  status?: PaymentStatus | null | undefined;
};

/** The order of your payments or invoices. */
export type PaymentHistorySort =
  /** By amount, the smallest first. */
  | 'AMOUNT_ASC'
  /** By amount, the largest first. */
  | 'AMOUNT_DESC'
  /** By when it was started, the oldest first. */
  | 'CREATED_AT_ASC'
  /** By when it was started, the newest first. */
  | 'CREATED_AT_DESC'
  /** By id, ascending: an order that nothing changes. */
  | 'UUID_ASC'
  /** By id, descending. */
  | 'UUID_DESC';

/** How a payment is made, as it was asked for when it was started. */
export type PaymentMethod =
  /** Tickets that an admin gave away; a cart cannot be paid this way. */
  | 'FREE'
  /** With PayPal. It is Stripe's form that opens here too, and it offers PayPal only where this shop has it set up there. */
  | 'PAYPAL'
  /** By card, in Stripe's form. */
  | 'STRIPE';

/** The order of the list of all payments. */
export type PaymentSort =
  /** By amount, the smallest first. */
  | 'AMOUNT_ASC'
  /** By amount, the largest first. */
  | 'AMOUNT_DESC'
  /** By when it was started, the oldest first. */
  | 'CREATED_AT_ASC'
  /** By when it was started, the newest first. */
  | 'CREATED_AT_DESC'
  /** By when it was paid: those that were not first, then the oldest. */
  | 'PAID_AT_ASC'
  /** By when it was paid, the newest first. */
  | 'PAID_AT_DESC'
  /** By when it was refunded: those that were not first, then the oldest. */
  | 'REFUNDED_AT_ASC'
  /** By when it was refunded, the newest first. */
  | 'REFUNDED_AT_DESC'
  /** By id, ascending: an order that nothing changes. */
  | 'UUID_ASC'
  /** By id, descending. */
  | 'UUID_DESC';

/** What has become of a payment. */
export type PaymentStatus =
  /** The last try did not go through, or a newer payment took its place. Not final: a second card may still turn it PAID. */
  | 'FAILED'
  /** Paid; a part of it may have been given back. */
  | 'PAID'
  /** Started and not paid yet. */
  | 'PENDING'
  /** All of it was given back. */
  | 'REFUNDED';

/** Which products to list. Conditions are combined with "and". */
export type ProductFilter = {
  /** A part of the category, in the language of the request. */
  category?: string | null | undefined;
  /** The day of the event, as YYYY-MM-DD. */
  date?: string | null | undefined;
  /** A part of the venue or its city. */
  location?: string | null | undefined;
  /** Only tickets that admit at least this many people. */
  minPlaces?: number | null | undefined;
  /** A part of the name, in the language of the request. */
  name?: string | null | undefined;
};

/** What a product says in one language. */
export type ProductTextInput = {
  /** The sport or the ceremony, of 1 to 100 characters. */
  category: string;
  /** What the event is. */
  description: string;
  /** The venue and its city, of 1 to 255 characters. */
  location: string;
  /** The name of the event, of 1 to 255 characters. */
  name: string;
  /** When it starts and when to come, written for people, of 1 to 255 characters. */
  startsAtText: string;
};

/** What a product says in each of its three languages. */
export type ProductTextsInput = {
  /** In German. */
  de: ProductTextInput;
  /** In English. */
  en: ProductTextInput;
  /** In French. */
  fr: ProductTextInput;
};

/** What makes an account. */
export type RegisterInput = {
  /** Must be true: the person accepts the terms and conditions. */
  acceptTerms: boolean;
  /** What the captcha gave when it was solved. The ticketing backend wants one. */
  captchaToken?: string | null | undefined;
  /** The e-mail address to sign in with; a link is sent to it. */
  email: string;
  /** The first name, of at most 100 characters. */
  firstName: string;
  /** The last name, of at most 100 characters. */
  lastName: string;
  /** At least 15 characters, with upper and lower case, a number and a symbol. */
  password: string;
};

/** A new password for somebody who forgot the old one. */
export type ResetPasswordInput = {
  /** The e-mail address of the account. */
  email?: string | null | undefined;
  /** The whole link of the mail, in place of token and email. */
  link?: string | null | undefined;
  /** The new password: at least 15 characters, with upper and lower case, a number and a symbol. */
  newPassword: string;
  /** The token in the link of the mail. */
  token?: string | null | undefined;
};

/** What a person may do. */
export type Role =
  /** Buys tickets and runs the sale. */
  | 'ADMIN'
  /** Buys tickets and admits people to events. */
  | 'EMPLOYEE'
  /** Buys tickets. */
  | 'USER';

/** The order of the list of sales. */
export type SalesSort =
  /** By how many were sold, the fewest first. */
  | 'SOLD_COUNT_ASC'
  /** By how many were sold, the most first. */
  | 'SOLD_COUNT_DESC';

/** Which tickets to list. Conditions are combined with "and"; a user, a product or a payment that there is not has no tickets. */
export type TicketFilter = {
  /** When they were cancelled. */
  cancelled?: DateRange | null | undefined;
  /** When they were issued. */
  created?: DateRange | null | undefined;
  /** Only tickets that the payment with this UUID bought. */
  paymentUuid?: string | number | null | undefined;
  /** Only tickets for the product with this number. */
  productId?: string | number | null | undefined;
  /** When they were refunded. */
  refunded?: DateRange | null | undefined;
  /** A part of the token, or of the name or the category of what was bought. */
  search?: string | null | undefined;
  /** Only tickets in this state. */
  status?: TicketStatus | null | undefined;
  /** When anything about them changed last. */
  updated?: DateRange | null | undefined;
  /** When their holders were admitted. */
  used?: DateRange | null | undefined;
  /** Only tickets of the user with this e-mail address, in full. */
  userEmail?: string | null | undefined;
  /** Only tickets of the user with this number. */
  userId?: string | number | null | undefined;
};

/** What has become of a ticket. */
export type TicketStatus =
  /** It was cancelled; it admits nobody. */
  | 'CANCELLED'
  /** It admits its holder. */
  | 'ISSUED'
  /** Its price was given back; it admits nobody. */
  | 'REFUNDED'
  /** Its holder has been admitted. */
  | 'USED';

/** Why nothing was switched on or off. */
export type TwoFactorRefusal =
  /** It is on already. */
  | 'ALREADY_ENABLED'
  /** It is off already. */
  | 'NOT_ENABLED'
  /** No set-up is open, or it is too old: begin again with enableTwoFactor. */
  | 'NO_SETUP'
  /** The code is wrong or too old. */
  | 'WRONG_CODE';

/** What changes about a product; what is not given stays. */
export type UpdateProductInput = {
  /** The day of the event at its venue, as YYYY-MM-DD, for all languages. */
  date?: string | null | undefined;
  /** How many people one ticket admits, 1 or more, for all languages. */
  places?: number | null | undefined;
  /** What it says. */
  translations?: UpdateProductTextsInput | null | undefined;
};

/** What changes about the price and the stock; what is not given stays. */
export type UpdateProductPricingInput = {
  /** The discount as a part of 1, from 0 to 1 in steps of 0.01; 0 takes it away. */
  discountRate?: number | null | undefined;
  /** What one ticket costs without a discount, in EUR. */
  listPrice?: MoneyInput | null | undefined;
  /** How many tickets can still be sold, 0 or more. */
  stock?: number | null | undefined;
};

/** What changes in one language; what is not given stays. */
export type UpdateProductTextInput = {
  /** The sport or the ceremony, of 1 to 100 characters. */
  category?: string | null | undefined;
  /** What the event is. */
  description?: string | null | undefined;
  /** The venue and its city, of 1 to 255 characters. */
  location?: string | null | undefined;
  /** The name of the event, of 1 to 255 characters. */
  name?: string | null | undefined;
  /** When it starts and when to come, written for people, of 1 to 255 characters. */
  startsAtText?: string | null | undefined;
};

/** What changes, by language; what is not given stays. */
export type UpdateProductTextsInput = {
  /** In German. */
  de?: UpdateProductTextInput | null | undefined;
  /** In English. */
  en?: UpdateProductTextInput | null | undefined;
  /** In French. */
  fr?: UpdateProductTextInput | null | undefined;
};

/** What the person changes; what is left out stays as it is. */
export type UpdateProfileInput = {
  /** The first name, of at most 100 characters. */
  firstName?: string | null | undefined;
  /** The last name, of at most 100 characters. */
  lastName?: string | null | undefined;
};

/** What an admin changes of an account; what is left out stays as it is. */
export type UpdateUserInput = {
  /** True: the account asks for no code any more, should the app be lost. Only the person can switch it on. */
  disableTwoFactor?: boolean | null | undefined;
  /** The e-mail address. It applies at once, without a mail, and ends the sessions of the person. */
  email?: string | null | undefined;
  /** The first name, of at most 100 characters. */
  firstName?: string | null | undefined;
  /** Whether the person may sign in; false ends the sessions of the person as well. Tokens that were taken from the REST API itself stay good there until they expire. */
  isActive?: boolean | null | undefined;
  /** The last name, of at most 100 characters. */
  lastName?: string | null | undefined;
  /** True: the e-mail address counts as confirmed. */
  markEmailVerified?: boolean | null | undefined;
  /** What the person may do, in the sessions that are open too. */
  role?: Role | null | undefined;
};

/** Which people; those who meet all that is given. */
export type UserFilter = {
  /** The e-mail address, whole. */
  email?: string | null | undefined;
  /** A part of the first name, in whatever case. */
  firstName?: string | null | undefined;
  /** A part of the last name, in whatever case. */
  lastName?: string | null | undefined;
  /** What they may do. */
  role?: Role | null | undefined;
};

/** The link of the mail that opens an account: whole, or by its parts. */
export type VerifyEmailInput = {
  /** Until when the link holds, as it stands in it. */
  expires?: string | null | undefined;
  /** What follows the number in the path. */
  hash?: string | null | undefined;
  /** The number of the account, from the path of the link. */
  id?: string | number | null | undefined;
  /** The whole link, in place of the parts below. */
  link?: string | null | undefined;
  /** The proof that we made the link. */
  signature?: string | null | undefined;
};

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register:
    | { __typename: 'CaptchaRefused', tokenRejected: boolean }
    | { __typename: 'EmailTaken', address: string }
    | { __typename: 'PasswordRefused', faults: Array<PasswordFault> }
    | { __typename: 'Registered', email: string }
   | null };

export type ResendVerificationMutationVariables = Exact<{
  email: string;
}>;


export type ResendVerificationMutation = { resendVerification: boolean | null };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail:
    | { __typename: 'EmailVerified', already: boolean }
    | { __typename: 'InvalidLink', expired: boolean }
   | null };

export type LogInMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LogInMutation = { login:
    | { __typename: 'EmailNotVerified', email: string }
    | { __typename: 'Session', token: string, user: { id: string, role: Role | null } | null }
    | { __typename: 'TwoFactorRequired', codeRejected: boolean }
   | null };

export type WhoIAmQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoIAmQuery = { me: { id: string, firstName: string | null, lastName: string | null, email: string | null, role: Role | null, twoFactorEnabled: boolean | null } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { firstName: string | null, lastName: string | null } | null };

export type EnableTwoFactorMutationVariables = Exact<{ [key: string]: never; }>;


export type EnableTwoFactorMutation = { enableTwoFactor:
    | { __typename: 'TwoFactorRefused', reason: TwoFactorRefusal }
    | { __typename: 'TwoFactorSetup', secret: string, otpauthUrl: string, expiresAt: string }
   | null };

export type ConfirmTwoFactorMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmTwoFactorMutation = { confirmTwoFactor:
    | { __typename: 'RecoveryCodes', codes: Array<string> }
    | { __typename: 'TwoFactorRefused', reason: TwoFactorRefusal }
   | null };

export type DisableTwoFactorMutationVariables = Exact<{
  code: string;
}>;


export type DisableTwoFactorMutation = { disableTwoFactor:
    | { __typename: 'TwoFactorRefused', reason: TwoFactorRefusal }
    | { __typename: 'User', twoFactorEnabled: boolean | null }
   | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword:
    | { __typename: 'PasswordRefused', faults: Array<PasswordFault> }
    | { __typename: 'User', email: string | null }
   | null };

export type RequestPasswordResetMutationVariables = Exact<{
  email: string;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: boolean | null };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword:
    | { __typename: 'InvalidLink', expired: boolean }
    | { __typename: 'PasswordRefused', faults: Array<PasswordFault> }
    | { __typename: 'PasswordReset', email: string }
   | null };

export type ChangeEmailMutationVariables = Exact<{
  email: string;
}>;


export type ChangeEmailMutation = { changeEmail:
    | { __typename: 'EmailChangeRequested', newEmail: string }
    | { __typename: 'EmailTaken', address: string }
   | null };

export type ConfirmEmailChangeMutationVariables = Exact<{
  input: EmailChangeLinkInput;
}>;


export type ConfirmEmailChangeMutation = { confirmEmailChange:
    | { __typename: 'EmailChanged', signedOut: boolean }
    | { __typename: 'InvalidLink', expired: boolean }
   | null };

export type CancelEmailChangeMutationVariables = Exact<{
  input: EmailChangeLinkInput;
}>;


export type CancelEmailChangeMutation = { cancelEmailChange:
    | { __typename: 'EmailChangeCancelled', signedOut: boolean }
    | { __typename: 'InvalidLink', expired: boolean }
   | null };

export type AccountInFullFragment = { id: string, firstName: string | null, email: string | null, role: Role | null, isActive: boolean | null, twoFactorEnabled: boolean | null, createdAt: string | null, emailVerifiedAt: string | null, pendingEmailChange: { oldEmail: string | null, newEmail: string | null, requestedAt: string | null } | null };

export type FindUsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FindUsersQuery = { users: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, firstName: string | null, email: string | null, role: Role | null, isActive: boolean | null, twoFactorEnabled: boolean | null, createdAt: string | null, emailVerifiedAt: string | null, tickets: { totalCount: number } | null, payments: { totalCount: number } | null, pendingEmailChange: { oldEmail: string | null, newEmail: string | null, requestedAt: string | null } | null }> } | null };

export type OneUserQueryVariables = Exact<{
  id: string | number;
}>;


export type OneUserQuery = { user: { id: string, firstName: string | null, email: string | null, role: Role | null, isActive: boolean | null, twoFactorEnabled: boolean | null, createdAt: string | null, emailVerifiedAt: string | null, pendingEmailChange: { oldEmail: string | null, newEmail: string | null, requestedAt: string | null } | null } | null };

export type NamesOfQueryVariables = Exact<{
  id: string | number;
}>;


export type NamesOfQuery = { user: { id: string, firstName: string | null, lastName: string | null, email: string | null, role: Role | null } | null };

export type UpdateUserMutationVariables = Exact<{
  id: string | number;
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser:
    | { __typename: 'EmailTaken', address: string }
    | { __typename: 'User', id: string, firstName: string | null, email: string | null, role: Role | null, isActive: boolean | null, twoFactorEnabled: boolean | null, createdAt: string | null, emailVerifiedAt: string | null, pendingEmailChange: { oldEmail: string | null, newEmail: string | null, requestedAt: string | null } | null }
   | null };

export type CreateEmployeeMutationVariables = Exact<{
  input: CreateEmployeeInput;
}>;


export type CreateEmployeeMutation = { createEmployee:
    | { __typename: 'EmailTaken', address: string }
    | { __typename: 'PasswordRefused', faults: Array<PasswordFault> }
    | { __typename: 'User', id: string, email: string | null, role: Role | null }
   | null };

export type CartPartsFragment = { id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null };

export type BrowseQueryVariables = Exact<{ [key: string]: never; }>;


export type BrowseQuery = { products: { totalCount: number, nodes: Array<{ id: string, name: string, stock: number | null, price: { formatted: string | null, in: { currency: CurrencyCode } | null } | null }> } | null };

export type ShowCartQueryVariables = Exact<{ [key: string]: never; }>;


export type ShowCartQuery = { cart: { id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null } | null };

export type SetItemMutationVariables = Exact<{
  productId: string | number;
  quantity: number;
}>;


export type SetItemMutation = { setCartItem:
    | { __typename: 'Cart', id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null }
    | { __typename: 'StockUnavailable', lines: Array<{ requested: number, available: number }> }
   | null };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
  guestCartId?: string | number | null | undefined;
}>;


export type SignInMutation = { login:
    | { __typename: 'EmailNotVerified' }
    | { __typename: 'Session', token: string, expiresAt: string, user: { email: string | null, role: Role | null } | null }
    | { __typename: 'TwoFactorRequired' }
   | null };

export type PayMutationVariables = Exact<{
  cartId: string | number;
}>;


export type PayMutation = { startPayment:
    | { __typename: 'CartAlreadyPaid' }
    | { __typename: 'EmptyCart' }
    | { __typename: 'StartedPayment', clientSecret: string, payment: { uuid: string, status: PaymentStatus | null, amount: { minorUnits: number, currency: CurrencyCode } | null } }
    | { __typename: 'StockUnavailable' }
   | null };

export type ShowPaymentQueryVariables = Exact<{
  uuid: string | number;
}>;


export type ShowPaymentQuery = { payment: { status: PaymentStatus | null, paidAt: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, lines: Array<{ quantity: number, lineTotal: { minorUnits: number } }> | null, tickets: Array<{ id: string, token: string | null, status: TicketStatus | null, pdfUrl: string | null, qrUrl: string | null }> | null } | null };

export type AdmitMutationVariables = Exact<{
  code: string;
}>;


export type AdmitMutation = { admitTicket:
    | { __typename: 'AdmittedTicket', token: string | null, usedAt: string | null, holder: { lastName: string | null } | null, event: { name: string | null } | null }
    | { __typename: 'TicketAlreadyProcessed' }
   | null };

export type RefundMutationVariables = Exact<{
  uuid: string | number;
  cents: number;
  ticketIds?: Array<string | number> | string | number | null | undefined;
}>;


export type RefundMutation = { refundPayment:
    | { __typename: 'RefundRefused' }
    | { __typename: 'RefundedPayment', payment: { status: PaymentStatus | null, refundedAmount: { minorUnits: number, currency: CurrencyCode } | null }, tickets: Array<{ id: string, status: TicketStatus | null }> | null }
   | null };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { me: { email: string | null } | null };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { logout: boolean | null };

export type ProductInFullFragment = { id: string, name: string, date: string | null, places: number | null, discountRate: number | null, stock: number | null, inStock: boolean | null, listPrice: { minorUnits: number } | null, price: { minorUnits: number } | null, translations: Array<{ language: Language, name: string, description: string | null, category: string | null, location: string | null, date: string | null, startsAtText: string | null, places: number | null }> | null };

export type ProductForAdminsQueryVariables = Exact<{
  id: string | number;
}>;


export type ProductForAdminsQuery = { product: { id: string, name: string, date: string | null, places: number | null, discountRate: number | null, stock: number | null, inStock: boolean | null, listPrice: { minorUnits: number } | null, price: { minorUnits: number } | null, translations: Array<{ language: Language, name: string, description: string | null, category: string | null, location: string | null, date: string | null, startsAtText: string | null, places: number | null }> | null } | null };

export type ProductForEverybodyQueryVariables = Exact<{
  id: string | number;
}>;


export type ProductForEverybodyQuery = { product: { name: string, stock: number | null, inStock: boolean | null } | null };

export type AllProductsQueryVariables = Exact<{
  filter?: ProductFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type AllProductsQuery = { allProducts: { totalCount: number, nodes: Array<{ id: string, name: string, stock: number | null }> } | null };

export type ProductsOnSaleQueryVariables = Exact<{
  filter?: ProductFilter | null | undefined;
}>;


export type ProductsOnSaleQuery = { products: { totalCount: number, nodes: Array<{ id: string }> } | null };

export type CreateProductMutationVariables = Exact<{
  input: CreateProductInput;
}>;


export type CreateProductMutation = { createProduct: { id: string, name: string, date: string | null, places: number | null, discountRate: number | null, stock: number | null, inStock: boolean | null, listPrice: { minorUnits: number } | null, price: { minorUnits: number } | null, translations: Array<{ language: Language, name: string, description: string | null, category: string | null, location: string | null, date: string | null, startsAtText: string | null, places: number | null }> | null } | null };

export type UpdateProductMutationVariables = Exact<{
  id: string | number;
  input: UpdateProductInput;
}>;


export type UpdateProductMutation = { updateProduct: { id: string, name: string, date: string | null, places: number | null, discountRate: number | null, stock: number | null, inStock: boolean | null, listPrice: { minorUnits: number } | null, price: { minorUnits: number } | null, translations: Array<{ language: Language, name: string, description: string | null, category: string | null, location: string | null, date: string | null, startsAtText: string | null, places: number | null }> | null } | null };

export type UpdateProductPricingMutationVariables = Exact<{
  id: string | number;
  input: UpdateProductPricingInput;
}>;


export type UpdateProductPricingMutation = { updateProductPricing: { id: string, name: string, date: string | null, places: number | null, discountRate: number | null, stock: number | null, inStock: boolean | null, listPrice: { minorUnits: number } | null, price: { minorUnits: number } | null, translations: Array<{ language: Language, name: string, description: string | null, category: string | null, location: string | null, date: string | null, startsAtText: string | null, places: number | null }> | null } | null };

export type AllTicketsQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllTicketsQuery = { tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, token: string | null, status: TicketStatus | null, usedAt: string | null, refundedAt: string | null, cancelledAt: string | null, productSnapshot: { name: string } | null, product: { id: string } | null, user: { id: string, email: string | null } | null, payment: { uuid: string } | null }> } | null };

export type OneTicketQueryVariables = Exact<{
  id: string | number;
}>;


export type OneTicketQuery = { ticket: { id: string, status: TicketStatus | null, user: { id: string, email: string | null, role: Role | null } | null, payment: { uuid: string, status: PaymentStatus | null, method: PaymentMethod | null } | null, download: { url: string, expiresAt: string } | null, qrDownload: { url: string, expiresAt: string } | null } | null };

export type MyTicketsQueryVariables = Exact<{
  status?: TicketStatus | null | undefined;
  eventDates?: DateRange | null | undefined;
  first?: number | null | undefined;
}>;


export type MyTicketsQuery = { me: { id: string, tickets: { totalCount: number, nodes: Array<{ id: string, status: TicketStatus | null, product: { id: string, date: string | null } | null }> } | null } | null };

export type SetTicketStatusMutationVariables = Exact<{
  id: string | number;
  status: TicketStatus;
}>;


export type SetTicketStatusMutation = { setTicketStatus: { id: string, status: TicketStatus | null, cancelledAt: string | null, refundedAt: string | null } | null };

export type IssueFreeTicketsMutationVariables = Exact<{
  input: IssueFreeTicketsInput;
}>;


export type IssueFreeTicketsMutation = { issueFreeTickets: Array<{ id: string, status: TicketStatus | null, user: { id: string, email: string | null } | null, productSnapshot: { name: string, price: { minorUnits: number } } | null, payment: { uuid: string, status: PaymentStatus | null, method: PaymentMethod | null } | null }> | null };

export type SalesQueryVariables = Exact<{
  search?: string | null | undefined;
  sort?: SalesSort | null | undefined;
  first?: number | null | undefined;
}>;


export type SalesQuery = { sales: { totalCount: number, nodes: Array<{ name: string | null, soldCount: number | null, product: { id: string, name: string, stock: number | null } | null }> } | null };

export type PaymentInFullFragment = { uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null };

export type AllPaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  sort?: PaymentSort | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllPaymentsQuery = { payments: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ updatedAt: string | null, transactionId: string | null, uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null };

export type PayersHistoryQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  history?: PaymentHistoryFilter | null | undefined;
}>;


export type PayersHistoryQuery = { payments: { nodes: Array<{ user: { id: string, email: string | null, payments: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null, invoices: { totalCount: number, nodes: Array<{ uuid: string, fileUrl: string | null, download: { url: string } | null }> } | null } | null }> } | null };

export type MyHistoryQueryVariables = Exact<{
  filter?: PaymentHistoryFilter | null | undefined;
  sort?: PaymentHistorySort | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyHistoryQuery = { me: { id: string, payments: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null, invoices: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus, createdAt: string, fileUrl: string | null, amount: { minorUnits: number }, download: { url: string, expiresAt: string } | null }> } | null } | null };

export type StockOfQueryVariables = Exact<{
  id: string | number;
}>;


export type StockOfQuery = { product: { stock: number | null } | null };

export type CatalogueCardQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogueCardQuery = { products: { totalCount: number, nodes: Array<{ id: string, name: string, price: { amount: string, formatted: string | null } | null }> } | null };

export type ProductPageQueryVariables = Exact<{
  id: string | number;
}>;


export type ProductPageQuery = { product: { id: string, name: string, description: string | null, stock: number | null, inStock: boolean | null, price: { amount: string } | null, listPrice: { amount: string } | null } | null };

export type CartPageQueryVariables = Exact<{ [key: string]: never; }>;


export type CartPageQuery = { cart: { id: string, total: { amount: string } | null, items: Array<{ quantity: number, lineTotal: { amount: string }, product: { id: string, name: string, imageUrl: string | null } | null }> } | null };

export type CartInFullQueryVariables = Exact<{ [key: string]: never; }>;


export type CartInFullQuery = { cart: { items: Array<{ product: { id: string, name: string, places: number | null, category: string | null } | null }> } | null };

export type MyTicketsWithAllQueryVariables = Exact<{ [key: string]: never; }>;


export type MyTicketsWithAllQuery = { me: { firstName: string | null, tickets: { nodes: Array<{ id: string, product: { id: string, name: string, price: { amount: string } | null } | null, payment: { uuid: string, status: PaymentStatus | null, amount: { amount: string } | null } | null }> } | null } | null };

export type MyTicketsByKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type MyTicketsByKeysQuery = { me: { id: string, tickets: { nodes: Array<{ id: string, status: TicketStatus | null, product: { id: string } | null, payment: { uuid: string } | null, user: { id: string } | null }> } | null } | null };

export type MyPaymentsInFullQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPaymentsInFullQuery = { me: { payments: { nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, amount: { amount: string } | null, lines: Array<{ quantity: number, product: { id: string, name: string } | null }> | null }> } | null } | null };

export type MyPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPaymentsQuery = { me: { payments: { nodes: Array<{ uuid: string, status: PaymentStatus | null, createdAt: string | null, amount: { amount: string } | null }> } | null, invoices: { nodes: Array<{ uuid: string }> } | null } | null };

export type PaymentAmountQueryVariables = Exact<{
  uuid: string | number;
}>;


export type PaymentAmountQuery = { payment: { uuid: string, status: PaymentStatus | null, amount: { amount: string } | null } | null };

export type PaymentWithAllQueryVariables = Exact<{
  uuid: string | number;
}>;


export type PaymentWithAllQuery = { payment: { uuid: string, status: PaymentStatus | null, amount: { amount: string } | null, lines: Array<{ quantity: number, product: { id: string, name: string } | null }> | null, tickets: Array<{ id: string, product: { id: string, name: string } | null }> | null } | null };

export type EverybodysTicketsQueryVariables = Exact<{ [key: string]: never; }>;


export type EverybodysTicketsQuery = { tickets: { nodes: Array<{ id: string, product: { id: string, name: string } | null, user: { id: string, email: string | null } | null, payment: { uuid: string, status: PaymentStatus | null } | null }> } | null };

export type EverybodysPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type EverybodysPaymentsQuery = { payments: { nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, lines: Array<{ name: string, product: { id: string } | null }> | null, user: { id: string } | null }> } | null };

export type PeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type PeopleQuery = { users: { nodes: Array<{ id: string, email: string | null, role: Role | null, tickets: { totalCount: number } | null, payments: { totalCount: number } | null }> } | null };

export type SalesByNameQueryVariables = Exact<{ [key: string]: never; }>;


export type SalesByNameQuery = { sales: { nodes: Array<{ soldCount: number | null, product: { id: string, name: string } | null }> } | null };

export type SalesInFullQueryVariables = Exact<{ [key: string]: never; }>;


export type SalesInFullQuery = { sales: { nodes: Array<{ soldCount: number | null, product: { id: string, name: string, category: string | null } | null }> } | null };

export type PutIntoCartMutationVariables = Exact<{
  productId: string | number;
  quantity: number;
}>;


export type PutIntoCartMutation = { setCartItem:
    | { __typename: 'Cart', id: string, total: { amount: string } | null, items: Array<{ quantity: number, product: { id: string, name: string } | null }> }
    | { __typename: 'StockUnavailable' }
   | null };

export type StartPayingMutationVariables = Exact<{
  cartId: string | number;
}>;


export type StartPayingMutation = { startPayment:
    | { __typename: 'CartAlreadyPaid' }
    | { __typename: 'EmptyCart' }
    | { __typename: 'StartedPayment', clientSecret: string, payment: { uuid: string, status: PaymentStatus | null, amount: { amount: string } | null } }
    | { __typename: 'StockUnavailable' }
   | null };

export type ScanQueryVariables = Exact<{
  code: string;
}>;


export type ScanQuery = { ticketByScanCode: { status: TicketStatus | null, holder: { lastName: string | null } | null, event: { name: string | null } | null } | null };

export type AdmitByScanMutationVariables = Exact<{
  code: string;
}>;


export type AdmitByScanMutation = { admitTicket:
    | { __typename: 'AdmittedTicket', usedAt: string | null, holder: { lastName: string | null } | null }
    | { __typename: 'TicketAlreadyProcessed' }
   | null };

export type RepriceMutationVariables = Exact<{
  id: string | number;
  input: UpdateProductPricingInput;
}>;


export type RepriceMutation = { updateProductPricing: { id: string, stock: number | null, price: { amount: string } | null } | null };

export type ScanCodesQueryVariables = Exact<{ [key: string]: never; }>;


export type ScanCodesQuery = { me: { tickets: { nodes: Array<{ qrUrl: string | null, payment: { uuid: string } | null }> } | null } | null };

export type NameAndCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type NameAndCatalogueQuery = { me: { email: string | null } | null, products: { nodes: Array<{ id: string, name: string }> } | null };

export type MySessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MySessionsQuery = { me: { role: Role | null, sessions: Array<{ id: string, current: boolean, client: string | null }> | null } | null };

export type EndSessionMutationVariables = Exact<{
  id?: string | number | null | undefined;
  all?: boolean | null | undefined;
  keepCurrent?: boolean | null | undefined;
}>;


export type EndSessionMutation = { endSession: Array<{ id: string, current: boolean }> | null };

export type HappenedFragment = { id: string, type: AuditEventType, outcome: EventOutcome, stream: string, version: number, position: number | null, client: string | null, requestId: string | null, causationId: string | null, correlationId: string | null, payload: unknown, actor: { id: string | null, role: ActorRole } };

export type TrailQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type TrailQuery = { auditTrail: { nodes: Array<{ id: string, type: AuditEventType, outcome: EventOutcome, stream: string, version: number, position: number | null, client: string | null, requestId: string | null, causationId: string | null, correlationId: string | null, payload: unknown, actor: { id: string | null, role: ActorRole } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SeenFragment = { nodes: Array<{ type: AuditEventType, outcome: EventOutcome, version: number, actor: { role: ActorRole } }> };

export type HistoriesQueryVariables = Exact<{
  uuid: string | number;
}>;


export type HistoriesQuery = { cart: { items: Array<{ quantity: number }>, history: { nodes: Array<{ type: AuditEventType, outcome: EventOutcome, version: number, actor: { role: ActorRole } }> } | null } | null, payment: { history: { nodes: Array<{ type: AuditEventType, outcome: EventOutcome, version: number, actor: { role: ActorRole } }> } | null, tickets: Array<{ id: string, history: { nodes: Array<{ type: AuditEventType, outcome: EventOutcome, version: number, actor: { role: ActorRole } }> } | null }> | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountInFullFragmentDoc = new TypedDocumentString(`
    fragment AccountInFull on User {
  id
  firstName
  email
  role
  isActive
  twoFactorEnabled
  createdAt
  emailVerifiedAt
  pendingEmailChange {
    oldEmail
    newEmail
    requestedAt
  }
}
    `, {"fragmentName":"AccountInFull"}) as unknown as TypedDocumentString<AccountInFullFragment, unknown>;
export const CartPartsFragmentDoc = new TypedDocumentString(`
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}
    `, {"fragmentName":"CartParts"}) as unknown as TypedDocumentString<CartPartsFragment, unknown>;
export const ProductInFullFragmentDoc = new TypedDocumentString(`
    fragment ProductInFull on Product {
  id
  name
  date
  places
  listPrice {
    minorUnits
  }
  price {
    minorUnits
  }
  discountRate
  stock
  inStock
  translations {
    language
    name
    description
    category
    location
    date
    startsAtText
    places
  }
}
    `, {"fragmentName":"ProductInFull"}) as unknown as TypedDocumentString<ProductInFullFragment, unknown>;
export const PaymentInFullFragmentDoc = new TypedDocumentString(`
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}
    `, {"fragmentName":"PaymentInFull"}) as unknown as TypedDocumentString<PaymentInFullFragment, unknown>;
export const HappenedFragmentDoc = new TypedDocumentString(`
    fragment Happened on AuditEvent {
  id
  type
  outcome
  stream
  version
  position
  actor {
    id
    role
  }
  client
  requestId
  causationId
  correlationId
  payload
}
    `, {"fragmentName":"Happened"}) as unknown as TypedDocumentString<HappenedFragment, unknown>;
export const SeenFragmentDoc = new TypedDocumentString(`
    fragment Seen on AuditEventConnection {
  nodes {
    type
    outcome
    version
    actor {
      role
    }
  }
}
    `, {"fragmentName":"Seen"}) as unknown as TypedDocumentString<SeenFragment, unknown>;
export const RegisterDocument = new TypedDocumentString(`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    __typename
    ... on Registered {
      email
    }
    ... on EmailTaken {
      address
    }
    ... on PasswordRefused {
      faults
    }
    ... on CaptchaRefused {
      tokenRejected
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const ResendVerificationDocument = new TypedDocumentString(`
    mutation ResendVerification($email: String!) {
  resendVerification(email: $email)
}
    `) as unknown as TypedDocumentString<ResendVerificationMutation, ResendVerificationMutationVariables>;
export const VerifyEmailDocument = new TypedDocumentString(`
    mutation VerifyEmail($input: VerifyEmailInput!) {
  verifyEmail(input: $input) {
    __typename
    ... on EmailVerified {
      already
    }
    ... on InvalidLink {
      expired
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyEmailMutation, VerifyEmailMutationVariables>;
export const LogInDocument = new TypedDocumentString(`
    mutation LogIn($input: LoginInput!) {
  login(input: $input) {
    __typename
    ... on Session {
      token
      user {
        id
        role
      }
    }
    ... on TwoFactorRequired {
      codeRejected
    }
    ... on EmailNotVerified {
      email
    }
  }
}
    `) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const WhoIAmDocument = new TypedDocumentString(`
    query WhoIAm {
  me {
    id
    firstName
    lastName
    email
    role
    twoFactorEnabled
  }
}
    `) as unknown as TypedDocumentString<WhoIAmQuery, WhoIAmQueryVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    firstName
    lastName
  }
}
    `) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const EnableTwoFactorDocument = new TypedDocumentString(`
    mutation EnableTwoFactor {
  enableTwoFactor {
    __typename
    ... on TwoFactorSetup {
      secret
      otpauthUrl
      expiresAt
    }
    ... on TwoFactorRefused {
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<EnableTwoFactorMutation, EnableTwoFactorMutationVariables>;
export const ConfirmTwoFactorDocument = new TypedDocumentString(`
    mutation ConfirmTwoFactor($code: String!) {
  confirmTwoFactor(code: $code) {
    __typename
    ... on RecoveryCodes {
      codes
    }
    ... on TwoFactorRefused {
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmTwoFactorMutation, ConfirmTwoFactorMutationVariables>;
export const DisableTwoFactorDocument = new TypedDocumentString(`
    mutation DisableTwoFactor($code: String!) {
  disableTwoFactor(code: $code) {
    __typename
    ... on User {
      twoFactorEnabled
    }
    ... on TwoFactorRefused {
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<DisableTwoFactorMutation, DisableTwoFactorMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    __typename
    ... on User {
      email
    }
    ... on PasswordRefused {
      faults
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(`
    mutation RequestPasswordReset($email: String!) {
  requestPasswordReset(email: $email)
}
    `) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    __typename
    ... on PasswordReset {
      email
    }
    ... on InvalidLink {
      expired
    }
    ... on PasswordRefused {
      faults
    }
  }
}
    `) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const ChangeEmailDocument = new TypedDocumentString(`
    mutation ChangeEmail($email: String!) {
  changeEmail(email: $email) {
    __typename
    ... on EmailChangeRequested {
      newEmail
    }
    ... on EmailTaken {
      address
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeEmailMutation, ChangeEmailMutationVariables>;
export const ConfirmEmailChangeDocument = new TypedDocumentString(`
    mutation ConfirmEmailChange($input: EmailChangeLinkInput!) {
  confirmEmailChange(input: $input) {
    __typename
    ... on EmailChanged {
      signedOut
    }
    ... on InvalidLink {
      expired
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>;
export const CancelEmailChangeDocument = new TypedDocumentString(`
    mutation CancelEmailChange($input: EmailChangeLinkInput!) {
  cancelEmailChange(input: $input) {
    __typename
    ... on EmailChangeCancelled {
      signedOut
    }
    ... on InvalidLink {
      expired
    }
  }
}
    `) as unknown as TypedDocumentString<CancelEmailChangeMutation, CancelEmailChangeMutationVariables>;
export const FindUsersDocument = new TypedDocumentString(`
    query FindUsers($filter: UserFilter, $first: Int, $after: String) {
  users(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...AccountInFull
      tickets(first: 1) {
        totalCount
      }
      payments(first: 1) {
        totalCount
      }
    }
  }
}
    fragment AccountInFull on User {
  id
  firstName
  email
  role
  isActive
  twoFactorEnabled
  createdAt
  emailVerifiedAt
  pendingEmailChange {
    oldEmail
    newEmail
    requestedAt
  }
}`) as unknown as TypedDocumentString<FindUsersQuery, FindUsersQueryVariables>;
export const OneUserDocument = new TypedDocumentString(`
    query OneUser($id: ID!) {
  user(id: $id) {
    ...AccountInFull
  }
}
    fragment AccountInFull on User {
  id
  firstName
  email
  role
  isActive
  twoFactorEnabled
  createdAt
  emailVerifiedAt
  pendingEmailChange {
    oldEmail
    newEmail
    requestedAt
  }
}`) as unknown as TypedDocumentString<OneUserQuery, OneUserQueryVariables>;
export const NamesOfDocument = new TypedDocumentString(`
    query NamesOf($id: ID!) {
  user(id: $id) {
    id
    firstName
    lastName
    email
    role
  }
}
    `) as unknown as TypedDocumentString<NamesOfQuery, NamesOfQueryVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($id: ID!, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) {
    __typename
    ... on User {
      ...AccountInFull
    }
    ... on EmailTaken {
      address
    }
  }
}
    fragment AccountInFull on User {
  id
  firstName
  email
  role
  isActive
  twoFactorEnabled
  createdAt
  emailVerifiedAt
  pendingEmailChange {
    oldEmail
    newEmail
    requestedAt
  }
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const CreateEmployeeDocument = new TypedDocumentString(`
    mutation CreateEmployee($input: CreateEmployeeInput!) {
  createEmployee(input: $input) {
    __typename
    ... on User {
      id
      email
      role
    }
    ... on EmailTaken {
      address
    }
    ... on PasswordRefused {
      faults
    }
  }
}
    `) as unknown as TypedDocumentString<CreateEmployeeMutation, CreateEmployeeMutationVariables>;
export const BrowseDocument = new TypedDocumentString(`
    query Browse {
  products(first: 20) {
    totalCount
    nodes {
      id
      name
      stock
      price {
        formatted
        in(currency: JPY) {
          currency
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BrowseQuery, BrowseQueryVariables>;
export const ShowCartDocument = new TypedDocumentString(`
    query ShowCart {
  cart {
    ...CartParts
  }
}
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}`) as unknown as TypedDocumentString<ShowCartQuery, ShowCartQueryVariables>;
export const SetItemDocument = new TypedDocumentString(`
    mutation SetItem($productId: ID!, $quantity: Int!) {
  setCartItem(productId: $productId, quantity: $quantity) {
    __typename
    ... on Cart {
      ...CartParts
    }
    ... on StockUnavailable {
      lines {
        requested
        available
      }
    }
  }
}
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}`) as unknown as TypedDocumentString<SetItemMutation, SetItemMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!, $guestCartId: ID) {
  login(input: {email: $email, password: $password, guestCartId: $guestCartId}) {
    __typename
    ... on Session {
      token
      expiresAt
      user {
        email
        role
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const PayDocument = new TypedDocumentString(`
    mutation Pay($cartId: ID!) {
  startPayment(input: {cartId: $cartId, method: STRIPE}) {
    __typename
    ... on StartedPayment {
      payment {
        uuid
        status
        amount {
          minorUnits
          currency
        }
      }
      clientSecret
    }
  }
}
    `) as unknown as TypedDocumentString<PayMutation, PayMutationVariables>;
export const ShowPaymentDocument = new TypedDocumentString(`
    query ShowPayment($uuid: ID!) {
  payment(uuid: $uuid) {
    status
    paidAt
    amount {
      minorUnits
      currency
    }
    lines {
      quantity
      lineTotal {
        minorUnits
      }
    }
    tickets {
      id
      token
      status
      pdfUrl
      qrUrl
    }
  }
}
    `) as unknown as TypedDocumentString<ShowPaymentQuery, ShowPaymentQueryVariables>;
export const AdmitDocument = new TypedDocumentString(`
    mutation Admit($code: String!) {
  admitTicket(scanCode: $code) {
    __typename
    ... on AdmittedTicket {
      token
      usedAt
      holder {
        lastName
      }
      event {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdmitMutation, AdmitMutationVariables>;
export const RefundDocument = new TypedDocumentString(`
    mutation Refund($uuid: ID!, $cents: BigInt!, $ticketIds: [ID!]) {
  refundPayment(
    uuid: $uuid
    amount: {minorUnits: $cents, currency: EUR}
    ticketIds: $ticketIds
  ) {
    __typename
    ... on RefundedPayment {
      payment {
        status
        refundedAmount {
          minorUnits
          currency
        }
      }
      tickets {
        id
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RefundMutation, RefundMutationVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  me {
    email
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  logout
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ProductForAdminsDocument = new TypedDocumentString(`
    query ProductForAdmins($id: ID!) {
  product(id: $id) {
    ...ProductInFull
  }
}
    fragment ProductInFull on Product {
  id
  name
  date
  places
  listPrice {
    minorUnits
  }
  price {
    minorUnits
  }
  discountRate
  stock
  inStock
  translations {
    language
    name
    description
    category
    location
    date
    startsAtText
    places
  }
}`) as unknown as TypedDocumentString<ProductForAdminsQuery, ProductForAdminsQueryVariables>;
export const ProductForEverybodyDocument = new TypedDocumentString(`
    query ProductForEverybody($id: ID!) {
  product(id: $id) {
    name
    stock
    inStock
  }
}
    `) as unknown as TypedDocumentString<ProductForEverybodyQuery, ProductForEverybodyQueryVariables>;
export const AllProductsDocument = new TypedDocumentString(`
    query AllProducts($filter: ProductFilter, $first: Int) {
  allProducts(filter: $filter, first: $first) {
    totalCount
    nodes {
      id
      name
      stock
    }
  }
}
    `) as unknown as TypedDocumentString<AllProductsQuery, AllProductsQueryVariables>;
export const ProductsOnSaleDocument = new TypedDocumentString(`
    query ProductsOnSale($filter: ProductFilter) {
  products(filter: $filter, first: 100) {
    totalCount
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ProductsOnSaleQuery, ProductsOnSaleQueryVariables>;
export const CreateProductDocument = new TypedDocumentString(`
    mutation CreateProduct($input: CreateProductInput!) {
  createProduct(input: $input) {
    ...ProductInFull
  }
}
    fragment ProductInFull on Product {
  id
  name
  date
  places
  listPrice {
    minorUnits
  }
  price {
    minorUnits
  }
  discountRate
  stock
  inStock
  translations {
    language
    name
    description
    category
    location
    date
    startsAtText
    places
  }
}`) as unknown as TypedDocumentString<CreateProductMutation, CreateProductMutationVariables>;
export const UpdateProductDocument = new TypedDocumentString(`
    mutation UpdateProduct($id: ID!, $input: UpdateProductInput!) {
  updateProduct(id: $id, input: $input) {
    ...ProductInFull
  }
}
    fragment ProductInFull on Product {
  id
  name
  date
  places
  listPrice {
    minorUnits
  }
  price {
    minorUnits
  }
  discountRate
  stock
  inStock
  translations {
    language
    name
    description
    category
    location
    date
    startsAtText
    places
  }
}`) as unknown as TypedDocumentString<UpdateProductMutation, UpdateProductMutationVariables>;
export const UpdateProductPricingDocument = new TypedDocumentString(`
    mutation UpdateProductPricing($id: ID!, $input: UpdateProductPricingInput!) {
  updateProductPricing(id: $id, input: $input) {
    ...ProductInFull
  }
}
    fragment ProductInFull on Product {
  id
  name
  date
  places
  listPrice {
    minorUnits
  }
  price {
    minorUnits
  }
  discountRate
  stock
  inStock
  translations {
    language
    name
    description
    category
    location
    date
    startsAtText
    places
  }
}`) as unknown as TypedDocumentString<UpdateProductPricingMutation, UpdateProductPricingMutationVariables>;
export const AllTicketsDocument = new TypedDocumentString(`
    query AllTickets($filter: TicketFilter, $first: Int, $after: String) {
  tickets(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      token
      status
      usedAt
      refundedAt
      cancelledAt
      productSnapshot {
        name
      }
      product {
        id
      }
      user {
        id
        email
      }
      payment {
        uuid
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AllTicketsQuery, AllTicketsQueryVariables>;
export const OneTicketDocument = new TypedDocumentString(`
    query OneTicket($id: ID!) {
  ticket(id: $id) {
    id
    status
    user {
      id
      email
      role
    }
    payment {
      uuid
      status
      method
    }
    download {
      url
      expiresAt
    }
    qrDownload {
      url
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<OneTicketQuery, OneTicketQueryVariables>;
export const MyTicketsDocument = new TypedDocumentString(`
    query MyTickets($status: TicketStatus, $eventDates: DateRange, $first: Int) {
  me {
    id
    tickets(status: $status, eventDates: $eventDates, first: $first) {
      totalCount
      nodes {
        id
        status
        product {
          id
          date
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyTicketsQuery, MyTicketsQueryVariables>;
export const SetTicketStatusDocument = new TypedDocumentString(`
    mutation SetTicketStatus($id: ID!, $status: TicketStatus!) {
  setTicketStatus(id: $id, status: $status) {
    id
    status
    cancelledAt
    refundedAt
  }
}
    `) as unknown as TypedDocumentString<SetTicketStatusMutation, SetTicketStatusMutationVariables>;
export const IssueFreeTicketsDocument = new TypedDocumentString(`
    mutation IssueFreeTickets($input: IssueFreeTicketsInput!) {
  issueFreeTickets(input: $input) {
    id
    status
    user {
      id
      email
    }
    productSnapshot {
      name
      price {
        minorUnits
      }
    }
    payment {
      uuid
      status
      method
    }
  }
}
    `) as unknown as TypedDocumentString<IssueFreeTicketsMutation, IssueFreeTicketsMutationVariables>;
export const SalesDocument = new TypedDocumentString(`
    query Sales($search: String, $sort: SalesSort, $first: Int) {
  sales(search: $search, sort: $sort, first: $first) {
    totalCount
    nodes {
      name
      soldCount
      product {
        id
        name
        stock
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SalesQuery, SalesQueryVariables>;
export const AllPaymentsDocument = new TypedDocumentString(`
    query AllPayments($filter: PaymentFilter, $sort: PaymentSort, $first: Int, $after: String) {
  payments(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
    nodes {
      ...PaymentInFull
      updatedAt
      transactionId
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<AllPaymentsQuery, AllPaymentsQueryVariables>;
export const PayersHistoryDocument = new TypedDocumentString(`
    query PayersHistory($filter: PaymentFilter, $history: PaymentHistoryFilter) {
  payments(filter: $filter, first: 1) {
    nodes {
      user {
        id
        email
        payments(filter: $history, first: 100) {
          totalCount
          nodes {
            ...PaymentInFull
          }
        }
        invoices(filter: $history, first: 100) {
          totalCount
          nodes {
            uuid
            fileUrl
            download {
              url
            }
          }
        }
      }
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<PayersHistoryQuery, PayersHistoryQueryVariables>;
export const MyHistoryDocument = new TypedDocumentString(`
    query MyHistory($filter: PaymentHistoryFilter, $sort: PaymentHistorySort, $first: Int, $after: String) {
  me {
    id
    payments(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      nodes {
        ...PaymentInFull
      }
    }
    invoices(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      nodes {
        uuid
        status
        amount {
          minorUnits
        }
        createdAt
        fileUrl
        download {
          url
          expiresAt
        }
      }
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<MyHistoryQuery, MyHistoryQueryVariables>;
export const StockOfDocument = new TypedDocumentString(`
    query StockOf($id: ID!) {
  product(id: $id) {
    stock
  }
}
    `) as unknown as TypedDocumentString<StockOfQuery, StockOfQueryVariables>;
export const CatalogueCardDocument = new TypedDocumentString(`
    query CatalogueCard {
  products(first: 15) {
    totalCount
    nodes {
      id
      name
      price {
        amount
        formatted
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogueCardQuery, CatalogueCardQueryVariables>;
export const ProductPageDocument = new TypedDocumentString(`
    query ProductPage($id: ID!) {
  product(id: $id) {
    id
    name
    description
    price {
      amount
    }
    listPrice {
      amount
    }
    stock
    inStock
  }
}
    `) as unknown as TypedDocumentString<ProductPageQuery, ProductPageQueryVariables>;
export const CartPageDocument = new TypedDocumentString(`
    query CartPage {
  cart {
    id
    total {
      amount
    }
    items {
      quantity
      lineTotal {
        amount
      }
      product {
        id
        name
        imageUrl
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CartPageQuery, CartPageQueryVariables>;
export const CartInFullDocument = new TypedDocumentString(`
    query CartInFull {
  cart {
    items {
      product {
        id
        name
        places
        category
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CartInFullQuery, CartInFullQueryVariables>;
export const MyTicketsWithAllDocument = new TypedDocumentString(`
    query MyTicketsWithAll {
  me {
    firstName
    tickets(first: 15) {
      nodes {
        id
        product {
          id
          name
          price {
            amount
          }
        }
        payment {
          uuid
          status
          amount {
            amount
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyTicketsWithAllQuery, MyTicketsWithAllQueryVariables>;
export const MyTicketsByKeysDocument = new TypedDocumentString(`
    query MyTicketsByKeys {
  me {
    id
    tickets(first: 15) {
      nodes {
        id
        status
        product {
          id
        }
        payment {
          uuid
        }
        user {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyTicketsByKeysQuery, MyTicketsByKeysQueryVariables>;
export const MyPaymentsInFullDocument = new TypedDocumentString(`
    query MyPaymentsInFull {
  me {
    payments(first: 15) {
      nodes {
        uuid
        status
        amount {
          amount
        }
        method
        lines {
          quantity
          product {
            id
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyPaymentsInFullQuery, MyPaymentsInFullQueryVariables>;
export const MyPaymentsDocument = new TypedDocumentString(`
    query MyPayments {
  me {
    payments(first: 15) {
      nodes {
        uuid
        status
        amount {
          amount
        }
        createdAt
      }
    }
    invoices(first: 15) {
      nodes {
        uuid
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyPaymentsQuery, MyPaymentsQueryVariables>;
export const PaymentAmountDocument = new TypedDocumentString(`
    query PaymentAmount($uuid: ID!) {
  payment(uuid: $uuid) {
    uuid
    status
    amount {
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentAmountQuery, PaymentAmountQueryVariables>;
export const PaymentWithAllDocument = new TypedDocumentString(`
    query PaymentWithAll($uuid: ID!) {
  payment(uuid: $uuid) {
    uuid
    status
    amount {
      amount
    }
    lines {
      quantity
      product {
        id
        name
      }
    }
    tickets {
      id
      product {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentWithAllQuery, PaymentWithAllQueryVariables>;
export const EverybodysTicketsDocument = new TypedDocumentString(`
    query EverybodysTickets {
  tickets(first: 15) {
    nodes {
      id
      product {
        id
        name
      }
      user {
        id
        email
      }
      payment {
        uuid
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EverybodysTicketsQuery, EverybodysTicketsQueryVariables>;
export const EverybodysPaymentsDocument = new TypedDocumentString(`
    query EverybodysPayments {
  payments(first: 15) {
    nodes {
      uuid
      status
      method
      lines {
        name
        product {
          id
        }
      }
      user {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EverybodysPaymentsQuery, EverybodysPaymentsQueryVariables>;
export const PeopleDocument = new TypedDocumentString(`
    query People {
  users(first: 3) {
    nodes {
      id
      email
      role
      tickets(first: 1) {
        totalCount
      }
      payments(first: 1) {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PeopleQuery, PeopleQueryVariables>;
export const SalesByNameDocument = new TypedDocumentString(`
    query SalesByName {
  sales(first: 15) {
    nodes {
      soldCount
      product {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SalesByNameQuery, SalesByNameQueryVariables>;
export const SalesInFullDocument = new TypedDocumentString(`
    query SalesInFull {
  sales(first: 15) {
    nodes {
      soldCount
      product {
        id
        name
        category
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SalesInFullQuery, SalesInFullQueryVariables>;
export const PutIntoCartDocument = new TypedDocumentString(`
    mutation PutIntoCart($productId: ID!, $quantity: Int!) {
  setCartItem(productId: $productId, quantity: $quantity) {
    __typename
    ... on Cart {
      id
      total {
        amount
      }
      items {
        quantity
        product {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PutIntoCartMutation, PutIntoCartMutationVariables>;
export const StartPayingDocument = new TypedDocumentString(`
    mutation StartPaying($cartId: ID!) {
  startPayment(input: {cartId: $cartId, method: STRIPE}) {
    __typename
    ... on StartedPayment {
      clientSecret
      payment {
        uuid
        status
        amount {
          amount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StartPayingMutation, StartPayingMutationVariables>;
export const ScanDocument = new TypedDocumentString(`
    query Scan($code: String!) {
  ticketByScanCode(code: $code) {
    status
    holder {
      lastName
    }
    event {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ScanQuery, ScanQueryVariables>;
export const AdmitByScanDocument = new TypedDocumentString(`
    mutation AdmitByScan($code: String!) {
  admitTicket(scanCode: $code) {
    __typename
    ... on AdmittedTicket {
      usedAt
      holder {
        lastName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdmitByScanMutation, AdmitByScanMutationVariables>;
export const RepriceDocument = new TypedDocumentString(`
    mutation Reprice($id: ID!, $input: UpdateProductPricingInput!) {
  updateProductPricing(id: $id, input: $input) {
    id
    stock
    price {
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<RepriceMutation, RepriceMutationVariables>;
export const ScanCodesDocument = new TypedDocumentString(`
    query ScanCodes {
  me {
    tickets(first: 1) {
      nodes {
        qrUrl
        payment {
          uuid
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ScanCodesQuery, ScanCodesQueryVariables>;
export const NameAndCatalogueDocument = new TypedDocumentString(`
    query NameAndCatalogue {
  me {
    email
  }
  products(first: 3) {
    nodes {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<NameAndCatalogueQuery, NameAndCatalogueQueryVariables>;
export const MySessionsDocument = new TypedDocumentString(`
    query MySessions {
  me {
    role
    sessions {
      id
      current
      client
    }
  }
}
    `) as unknown as TypedDocumentString<MySessionsQuery, MySessionsQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($id: ID, $all: Boolean, $keepCurrent: Boolean) {
  endSession(id: $id, all: $all, keepCurrent: $keepCurrent) {
    id
    current
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const TrailDocument = new TypedDocumentString(`
    query Trail($after: String) {
  auditTrail(first: 100, after: $after) {
    nodes {
      ...Happened
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Happened on AuditEvent {
  id
  type
  outcome
  stream
  version
  position
  actor {
    id
    role
  }
  client
  requestId
  causationId
  correlationId
  payload
}`) as unknown as TypedDocumentString<TrailQuery, TrailQueryVariables>;
export const HistoriesDocument = new TypedDocumentString(`
    query Histories($uuid: ID!) {
  cart {
    items {
      quantity
    }
    history(first: 100) {
      ...Seen
    }
  }
  payment(uuid: $uuid) {
    history(first: 100) {
      ...Seen
    }
    tickets {
      id
      history(first: 100) {
        ...Seen
      }
    }
  }
}
    fragment Seen on AuditEventConnection {
  nodes {
    type
    outcome
    version
    actor {
      role
    }
  }
}`) as unknown as TypedDocumentString<HistoriesQuery, HistoriesQueryVariables>;
