package unicode

// What Go's package has besides.
//gopark:lacks ASCII_Hex_Digit Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak
//gopark:lacks Bengali Beria_Erfe Bhaiksuki Bidi_Control Bopomofo Brahmi Braille Buginese Buhid C Canadian_Aboriginal
//gopark:lacks Carian CaseRanges Categories CategoryAliases Caucasian_Albanian Cc Cf Chakma Cham Cherokee Chorasmian Cn
//gopark:lacks Co Common Coptic Cs Cuneiform Cypriot Cypro_Minoan Dash Deprecated Deseret Devanagari Diacritic
//gopark:lacks Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Extender FoldCategory FoldScript
//gopark:lacks Garay Georgian Glagolitic Gothic Grantha GraphicRanges Gujarati Gunjala_Gondi Gurmukhi Gurung_Khema
//gopark:lacks Hanifi_Rohingya Hanunoo Hatran Hebrew Hex_Digit Hyphen IDS_Binary_Operator IDS_Trinary_Operator
//gopark:lacks IDS_Unary_Operator ID_Compat_Math_Continue ID_Compat_Math_Start Ideographic Imperial_Aramaic Inherited
//gopark:lacks Inscriptional_Pahlavi Inscriptional_Parthian Javanese Join_Control Kaithi Kannada Kawi Kayah_Li
//gopark:lacks Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Kirat_Rai LC Lao Lepcha Limbu Linear_A Linear_B
//gopark:lacks Lisu Lm Lo Logical_Order_Exception Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen
//gopark:lacks Masaram_Gondi Mc Me Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Mn
//gopark:lacks Modi Modifier_Combining_Mark Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue
//gopark:lacks Newa Nko Nl No Noncharacter_Code_Point Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal Old_Hungarian
//gopark:lacks Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur
//gopark:lacks Oriya Osage Osmanya Other Other_Alphabetic Other_Default_Ignorable_Code_Point Other_Grapheme_Extend
//gopark:lacks Other_ID_Continue Other_ID_Start Other_Lowercase Other_Math Other_Uppercase Pahawh_Hmong Palmyrene
//gopark:lacks Pattern_Syntax Pattern_White_Space Pau_Cin_Hau Pc Pd Pe Pf Phags_Pa Phoenician Pi Po
//gopark:lacks Prepended_Concatenation_Mark PrintRanges Properties Ps Psalter_Pahlavi Quotation_Mark Radical
//gopark:lacks Regional_Indicator Rejang Runic STerm Samaritan Saurashtra Sc Scripts Sentence_Terminal Sharada Shavian
//gopark:lacks Siddham Sidetic SignWriting Sinhala Sk Sm So Soft_Dotted Sogdian Sora_Sompeng Soyombo Space Sundanese
//gopark:lacks Sunuwar Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Tai_Yo Takri Tamil Tangsa Tangut
//gopark:lacks Telugu Terminal_Punctuation Thaana Thai Tibetan Tifinagh Tirhuta Todhri Tolong_Siki Toto Tulu_Tigalari
//gopark:lacks Ugaritic Unified_Ideograph Vai Variation_Selector Vithkuqi Wancho Warang_Citi Yezidi Yi Z
//gopark:lacks Zanabazar_Square Zl Zp Zs

// What it has for itself, and tells others by accident.
//gopark:hides to
