-- Integer arithmetic in nested loops.
local n <const> = 6000
local sum = 0
for i = 1, n do
  for j = 1, n do
    sum = sum + (i * j % 7 ~ j)
  end
end
print(sum)
