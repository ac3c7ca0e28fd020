-- Sorting a million integers with what the library has for it.
local n <const> = 1000000
local numbers = {}
local seed = 42
for i = 1, n do
  seed = (seed * 1103515245 + 12345) % 2147483648
  numbers[i] = seed
end
table.sort(numbers)
print(numbers[1], numbers[n // 2 + 1], numbers[n])
