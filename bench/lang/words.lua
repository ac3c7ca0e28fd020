-- Counting words: strings as keys of a table.
local syllables = { "ba", "ko", "mi", "ne", "ru", "sa", "ti", "vo", "zu", "la", "fe", "do" }
local words = {}
for _, a in ipairs(syllables) do
  for _, b in ipairs(syllables) do
    for _, c in ipairs(syllables) do
      words[#words + 1] = a .. b .. c
    end
  end
end
local counts = {}
local seed = 42
for _ = 1, 3000000 do
  seed = (seed * 1103515245 + 12345) % 2147483648
  local word = words[seed // 65536 % #words + 1]
  counts[word] = (counts[word] or 0) + 1
end
local keys = {}
for word in pairs(counts) do
  keys[#keys + 1] = word
end
table.sort(keys, function(a, b)
  if counts[a] ~= counts[b] then
    return counts[a] > counts[b]
  end
  return a < b
end)
for i = 1, 5 do
  print(keys[i], counts[keys[i]])
end
