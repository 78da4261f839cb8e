/** Words from the sample paper's newest front, for the miniature on the first run; a test compares them with it. */

/** A story of the miniature: its file in the sample paper, and what is shown of it. */
type Sampled = { file: string; language: string; headline: string; deck: string; opening: string[] }

/** The story that leads. */
export const lead: Sampled = {
  file: 'convoy-takes-140-trucks-over-the-dunzar-by-dark',
  language: 'en',
  headline: 'Convoy Takes 140 Trucks Over the Dunzar by Dark',
  deck: 'Seventy are left at Oshkand, whose people had said goodbye to them at noon.',
  opening: [
    'OSHKAND: The barrier went up at noon on Tuesday and 140 trucks of fruit crossed the Dunzar Pass before dark, one way, one behind another, at the speed of a man walking beside them. Seventy are still here and will be sent over on Wednesday if the night is dry.',
    'The sky cleared at four in the morning. At six the plough from Tarsang, yellow on the left side and grey on the right, went up into the nine bends, and at 11.20 it met the plough from the far side a little below the top.',
  ],
}

/** Those below it: one in each of the paper's languages. */
export const below: Sampled[] = [
  {
    file: 'clapper-found-holding-open-a-barbers-door',
    language: 'en',
    headline: 'Clapper Found Holding Open a Barber’s Door',
    deck: 'Yaqub Hajam had asked the municipality twice, in writing, whose it was; his letters went to Horticulture and to Weights.',
    opening: [
      'TARSANG: The clapper of the ferry bell was found on Tuesday at five minutes past eight in the Old Bazaar, where it had been holding open the door of Yaqub Hajam’s barber shop for two years and eleven days.',
    ],
  },
  {
    file: 'nagarpalika-ne-khoya-paya-godam-khola',
    language: 'hi',
    headline: 'लोलक मिला तो खुला नगरपालिका का खोया-पाया गोदाम',
    deck: '2011 के बाद पहली बार सूची बनी: 63 चीज़ें, और जूतों में दाहिने पैर का एक भी नहीं।',
    opening: [
      'तरसंग: घाट के घंटे का लोलक याक़ूब हज्जाम की दुकान से मिलने के बाद नगरपालिका ने मंगलवार को अपना खोया-पाया गोदाम खुलवाया।',
    ],
  },
  {
    file: 'ghanti-ki-zaban-hajjam-ki-dukan-se-mili',
    language: 'ur',
    headline: 'گھاٹ کی گھنٹی کی زبان حجام کی دہلیز سے مل گئی',
    deck: 'یعقوب حجام دو بار لکھ کر پوچھ چکے تھے کہ یہ 19 کلو کی چیز کس کی ہے؛ بلدیہ سوچتی رہی۔',
    opening: ['ترسنگ: گھاٹ کی گھنٹی کی زبان مل گئی ہے۔'],
  },
]
