-- Sends the requests of a file at a steady rate, each once: every thread has one connection, and each request in turn is
-- another thread's. The time of a request counts from the moment it was due, or from when it was sent, if that was before:
-- so waiting behind a slow one counts. Arguments: file, threads, requests a second of all threads together.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "requests.lua")

local ffi = require("ffi")
ffi.cdef([[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]])
local MONOTONIC = 1
local START_MICROS = 50000
local NEVER_MILLIS = 1000000

local threads = {}
local requests = {}
local number, of, gap
local begin, current, due, sent
took = {}

local function micros()
  local now = ffi.new("moment")
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.seconds) * 1000000 + tonumber(now.nanoseconds) / 1000
end

function setup(thread)
  table.insert(threads, thread)
  thread:set("thread_number", #threads)
end

function init(arguments)
  number, of, gap = thread_number, tonumber(arguments[2]), 1000000 / tonumber(arguments[3])
  local position = 0
  for line in io.lines(arguments[1]) do
    position = position + 1
    if (position - number) % of == 0 then requests[#requests + 1] = read_request(line) end
  end
end

-- wrk asks for it before each request: so many milliseconds until the next is sent. By then the last one is answered.
function delay()
  local now = micros()
  if current then
    took[current] = now - math.min(due, sent)
  else
    begin = now + START_MICROS
  end
  current = (current or 0) + 1
  if current > #requests then
    wrk.thread:stop()
    return NEVER_MILLIS
  end
  due = begin + ((current - 1) * of + number - 1) * gap
  return math.max(0, math.floor((due - now) / 1000 + 0.5))
end

-- Asked for once more at the beginning, to see what it looks like.
function request()
  sent = micros()
  return requests[current or 1]
end

-- A line for each request: its position in the file, and microseconds.
function done(summary)
  for n, thread in ipairs(threads) do
    for i, micros in ipairs(thread:get("took")) do
      print(string.format("took %d %d", (i - 1) * #threads + n, micros))
    end
  end
  local errors = summary.errors
  print(string.format('{"refused":%d,"broken":%d}', errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
