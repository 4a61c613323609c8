-- Sends each request of a file once, as soon as a connection is free, and ends with the last answer.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "requests.lua")

local NEVER_MILLIS = 1000000
local SOLD_OUT = 409

local thread
local requests = {}
local claimed, sent = 0, 0
answered, sold_out, failed = 0, 0, 0

-- There is one.
function setup(it)
  thread = it
end

function init(arguments)
  for line in io.lines(arguments[1]) do requests[#requests + 1] = read_request(line) end
end

-- wrk asks for it before each request: so many milliseconds until it is sent.
function delay()
  claimed = claimed + 1
  return claimed <= #requests and 0 or NEVER_MILLIS
end

-- Asked for once more at the beginning, to see what it looks like.
function request()
  if claimed > 0 then sent = sent + 1 end
  return requests[math.max(sent, 1)]
end

local function say(broken)
  print(string.format('{"answered":%d,"sold_out":%d,"failed":%d,"broken":%d}', answered, sold_out, failed, broken))
end

-- wrk itself would wait until its time is over.
function response(status)
  answered = answered + 1
  if status == SOLD_OUT then
    sold_out = sold_out + 1
  elseif status >= 400 then
    failed = failed + 1
  end
  if answered == #requests then
    say(0)
    os.exit(0)
  end
end

-- Not all were answered in time.
function done(summary)
  local errors = summary.errors
  answered = thread:get("answered")
  sold_out = thread:get("sold_out")
  failed = thread:get("failed")
  say(errors.connect + errors.read + errors.write + errors.timeout)
end
